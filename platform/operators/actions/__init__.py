"""One public function per intent, each leaving an audit entry; one module per concern."""
