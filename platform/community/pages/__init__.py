"""Server-rendered pages; each works without JavaScript."""
