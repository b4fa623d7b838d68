"""Paths that answer without knowing a tenant."""

TENANTLESS = ("/healthz", "/readyz", "/metrics", "/static/")


def tenantless(path: str) -> bool:
    """Whether this path belongs to the installation rather than to a brand."""
    return path.startswith(TENANTLESS)
