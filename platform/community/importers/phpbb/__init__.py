"""Imports a dump of phpBB 3, as mysqldump, pg_dump or the board itself writes it."""
