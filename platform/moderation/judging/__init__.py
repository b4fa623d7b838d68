"""Pure calculation: what to think of a text, a score, a penalty. No rows, no clock."""
