"""The report as one text in Markdown, through templates, and its pictures."""
