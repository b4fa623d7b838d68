"""Mail about notices."""
