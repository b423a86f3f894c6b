"""The command line: one file a command. Only here is anything printed, is the date asked, does a run end."""
