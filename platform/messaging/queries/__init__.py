"""Reads of private messages."""
