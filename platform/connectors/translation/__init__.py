"""Machine translation: services behind one Protocol."""
