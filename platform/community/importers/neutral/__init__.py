"""The neutral format: JSON Lines that any community can be written in (docs/how-to/import-neutral-format.md)."""
