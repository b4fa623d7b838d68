"""Wiring: the one room that knows every app."""
