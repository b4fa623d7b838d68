"""Imports a Stack Exchange data dump: one XML file a table, one row a line."""
