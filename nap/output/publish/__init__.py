"""Laying a report out: one module a format, all from the same text."""
