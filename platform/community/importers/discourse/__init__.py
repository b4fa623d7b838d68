"""Imports what Discourse exports: the SQL of a backup, or the archive of one member."""
