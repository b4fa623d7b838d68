"""The column that makes a table belong to tenants."""

from typing import Any

from django.db import models

from tenants.context import current_tenant_id, require_tenant_id


class TenantField(models.ForeignKey[Any, Any]):
    """Non-null reference to the tenant, filled from the context.

    The schema editor of `tenants.postgresql` recognises a table by this field: it puts the tenant first in the primary
    key and in every index, makes foreign keys between tenant tables carry it, and forces row-level security.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("to", "tenants.Tenant")
        kwargs.setdefault("on_delete", models.CASCADE)
        kwargs.setdefault("default", current_tenant_id)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("related_name", "+")
        kwargs["db_index"] = False
        super().__init__(**kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The tenant; raises TenantContextMissingError when there is none (the database would refuse the row too)."""
        if getattr(model_instance, self.attname) is None:
            setattr(model_instance, self.attname, require_tenant_id())
        return super().pre_save(model_instance, add)


def tenant_field_of(model: type[models.Model]) -> TenantField | None:
    """The tenant column of a model, or None when the table belongs to the installation."""
    return next((f for f in model._meta.local_fields if isinstance(f, TenantField)), None)
