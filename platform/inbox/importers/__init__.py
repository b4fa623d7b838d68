"""Old conversations from elsewhere."""
