"""NAPX: to come."""
