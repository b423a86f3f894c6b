"""The pictures of a report, as SVG: from plain records to text. Nothing here knows of a plan, a language or a file."""
