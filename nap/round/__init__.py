"""The yearly round: forms out, forms in, letters, and who has answered."""
