"""Imports plain tables: CSV with documented columns, and JSON."""
