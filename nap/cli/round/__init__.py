"""`nap round`: one file a command."""
