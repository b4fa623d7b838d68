"""Plain values that every room may use: clock, ids, actors, errors, pages, safe HTML. No models."""
