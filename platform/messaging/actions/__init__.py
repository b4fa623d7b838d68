"""What members do with private messages."""
