"""nap follows up a plan of action: what was promised, by whom, by when, and what has come of it."""

__version__ = "0.1.0"
