"""Reads of the queue, of decisions, of what a period was like."""
