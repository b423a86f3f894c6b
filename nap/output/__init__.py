"""From tables and views to text: one module a format. Everything here returns text and prints nothing."""
