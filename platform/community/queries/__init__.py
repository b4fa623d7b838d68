"""Reads of the community."""
