"""Reading a plan's files, from the working tree or from any git revision, into records with positions."""
