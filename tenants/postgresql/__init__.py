"""Django database backend `tenants.postgresql`."""
