"""One public function per intent, one module per concern."""
