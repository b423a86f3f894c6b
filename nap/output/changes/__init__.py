"""What changed in a plan, in words: sentences first, then text, Markdown or JSON made of them."""
