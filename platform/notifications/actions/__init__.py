"""Verbs on notices."""
