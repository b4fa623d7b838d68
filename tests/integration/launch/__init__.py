"""Real servers, real processes: what happens before Django."""
