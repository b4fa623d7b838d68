"""Pages of the console, on the operators' host alone (config.operator_urls)."""

from django.urls import URLPattern, URLResolver, path

from operators.pages import access, records, tenants

_ONE = "tenants/<uuid:tenant_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", tenants.tenants, name="operator_tenants"),
    path("sign-in/", access.sign_in, name="operator_sign_in"),
    path("sign-out/", access.sign_out, name="operator_sign_out"),
    path("security/", access.security, name="operator_security"),
    path("tenants/new/", tenants.new_tenant, name="operator_new_tenant"),
    path(_ONE, tenants.tenant, name="operator_tenant"),
    path(_ONE + "name/", tenants.rename, name="operator_rename"),
    path(_ONE + "domains/", tenants.domains, name="operator_domains"),
    path(_ONE + "owners/", tenants.owners, name="operator_owners"),
    path(_ONE + "suspension/", tenants.suspension, name="operator_suspension"),
    path(_ONE + "resumption/", tenants.resumption, name="operator_resumption"),
    path("audit/", records.audit_log, name="operator_audit"),
    path("parked/", records.parked, name="operator_parked"),
    path("parked/retry/", records.retry, name="operator_retry"),
]
