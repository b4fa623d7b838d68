"""The inbox over HTTP: parse, one call, represent."""
