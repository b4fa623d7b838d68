"""Every row belongs to a tenant, points down the picture, and is found by keys that begin with the tenant."""

from typing import Any

from django.db import models
from guardian.models import UserObjectPermissionBase

from tenants.fields import TenantField, tenant_field_of
from tests.architecture.house import floor_of, our_apps, our_models, stale

OUTSIDE_TENANTS = {
    "tenants.Tenant": "is the tenant; its own id is what row-level security compares",
    "events.Event": "names the tenant as a value: the log outlives its subject",
    "events.TenantHead": "names the tenant as a value: the log outlives its subject",
    "events.Cursor": "names the tenant as a value: the log outlives its subject",
    "events.Parked": "names the tenant as a value: the log outlives its subject",
    "operators.Operator": "operators live outside tenants",
    "operators.OperatorSession": "operators live outside tenants",
    "operators.AuditEntry": "what operators did to any tenant, readable by operators alone",
}
UNIQUE_ALONE = {
    "tenants.Tenant.slug": "names a tenant before there is one in context",
    "tenants.Domain.host": "a host leads to one tenant of the whole installation",
    "operators.Operator.email": "operators live outside tenants",
}


def label(model: type[models.Model]) -> str:
    return model._meta.label


def tenant_models() -> list[type[models.Model]]:
    return [model for model in our_models() if tenant_field_of(model) is not None]


def relations_to_other_rooms(model: type[models.Model]) -> list[Any]:
    """Foreign keys to other apps of ours; those to libraries (Django's permissions) point down by nature."""
    ours = {config.label for config in our_apps()}
    return [
        field
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model._meta.app_label in ours - {model._meta.app_label}
    ]


def test_every_model_belongs_to_a_tenant_or_says_why_not() -> None:
    without = {label(model) for model in our_models() if tenant_field_of(model) is None}
    assert without - set(OUTSIDE_TENANTS) == set()
    assert stale(OUTSIDE_TENANTS, without) == set()


def test_no_row_may_lack_its_tenant() -> None:
    assert [label(model) for model in tenant_models() if tenant_field_of(model).null] == []  # type: ignore[union-attr] # has one


def test_foreign_keys_point_down_the_picture() -> None:
    upward = [
        f"{label(model)}.{field.name} -> {label(field.related_model)}"
        for model in our_models()
        for field in relations_to_other_rooms(model)
        if floor_of(field.related_model._meta.app_config.name) >= floor_of(model._meta.app_config.name)
    ]
    assert upward == []


def test_foreign_keys_to_other_apps_leave_no_trace_there() -> None:
    traces = [
        f"{label(model)}.{field.name}"
        for model in our_models()
        for field in relations_to_other_rooms(model)
        if not (isinstance(field, TenantField) or field.remote_field.hidden or issubclass(model, UserObjectPermissionBase))
    ]
    assert traces == []


def test_many_to_many_goes_through_a_tenant_table() -> None:
    tables = [label(model) for model in our_models() if model._meta.auto_created]
    through = {label(field.remote_field.through): field for model in our_models() for field in model._meta.local_many_to_many}
    assert tables == []
    assert [name for name, field in through.items() if tenant_field_of(field.remote_field.through) is None] == []


def test_no_field_is_unique_by_itself() -> None:
    alone = {
        f"{label(model)}.{field.name}"
        for model in our_models()
        for field in model._meta.local_fields
        if field.unique and not field.primary_key
    }
    assert alone - set(UNIQUE_ALONE) == set()
    assert stale(UNIQUE_ALONE, alone) == set()


def first_of(index: Any) -> str:
    if index.fields:
        return str(index.fields[0]).removeprefix("-")
    expression = index.expressions[0]
    return str(getattr(expression, "name", getattr(getattr(expression, "expression", None), "name", expression)))


def test_unique_constraints_and_indexes_begin_with_the_tenant() -> None:
    others = [
        f"{label(model)}: {index.name}"
        for model in tenant_models()
        for index in [*model._meta.constraints, *model._meta.indexes]
        if isinstance(index, models.UniqueConstraint | models.Index) and first_of(index) not in ("tenant", "tenant_id")
    ]
    assert others == []


def test_there_is_no_order_that_nobody_asked_for() -> None:
    assert [label(model) for model in our_models() if model._meta.ordering] == []


def test_ids_are_minted_before_the_database_sees_them() -> None:
    counted = [label(model) for model in our_models() if isinstance(model._meta.pk, models.AutoField | models.BigAutoField)]
    assert counted == []
