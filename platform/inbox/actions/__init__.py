"""What one can do in the inbox, one module per concern: import the module you need."""
