"""What a page needs to know: frozen, without wording and without layout."""
