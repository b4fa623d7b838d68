"""Every setting that an operator may give, typed, from the environment, from `.env`, or from files.

`CHORUS_NAME` sets `name`; `CHORUS_NAME_FILE` names a file that holds it (Docker and Kubernetes secrets).
`.env.example` lists them all; a test keeps the two in step.
"""

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]
# Where `make up` leaves the addresses of the servers it runs, so that `manage.py` on another terminal finds them.
SERVERS = Path(os.environ.get("CHORUS_DATA_DIR", ROOT / "var")) / "run" / "services.env"


class FileSource(PydanticBaseSettingsSource):
    """Reads CHORUS_X from the file named in CHORUS_X_FILE."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        path = os.environ.get(f"CHORUS_{field_name.upper()}_FILE")
        return (Path(path).read_text(encoding="utf-8").strip() if path else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value is not None}


class Environment(BaseSettings):
    """The operator's settings. Defaults suit a laptop; production refuses the unsafe ones."""

    model_config = SettingsConfigDict(env_prefix="CHORUS_", env_file=(SERVERS, ROOT / ".env"), extra="ignore", frozen=True)

    mode: Literal["development", "production", "test"] = Field("development", description="production turns every safety on")
    secret_key: str = Field("", description="signing key, 50 characters or more; `make up` makes one")
    secret_key_fallbacks: list[str] = Field(default_factory=list, description="former keys that still verify, JSON list")
    database_url: str = Field("", description="the database by its owner role: migrations only")
    database_app_url: str = Field("", description="the database by the runtime role that sees one tenant at a time")
    database_system_url: str = Field("", description="the database by the role that works across tenants")
    database_tenant_scope: Literal["session", "transaction"] = Field("session", description="transaction behind PgBouncer")
    redis_url: str = Field("redis://127.0.0.1:6379/0", description="cache, hints of the live connection, presence")
    broker_url: str = Field("", description="Celery's broker; empty means database 1 of redis_url")
    hosts: list[str] = Field(
        default_factory=lambda: [".localhost", "127.0.0.1"],
        description="accepted host names, JSON list; a leading dot takes subdomains",
    )
    operator_host: str = Field("operator.localhost", description="host of the operators' console")
    port: int = Field(8000, description="port of `make up`")
    bind: str = Field("127.0.0.1", description="address of `make up`")
    public_scheme: Literal["http", "https"] = Field("http", description="scheme in links; https in production")
    public_port: int = Field(0, description="port in links; 0 means the scheme's own in production, `port` in development")
    email_url: str = Field("", description="smtp://user:password@host:587?tls=starttls, or empty for files below var/mail")
    email_from: str = Field("no-reply@localhost", description="sender of the platform's mail")
    mail_domain: str = Field(
        "", description="domain whose mail reaches us, for replies and bounces; empty turns reply by mail off"
    )
    mail_listen: str = Field("", description="where the `mail` process takes mail in: lmtp://127.0.0.1:8024 or smtp://...")
    mail_imap_url: str = Field("", description="mailbox to fetch replies from: imaps://user:password@host/INBOX")
    mail_ingest_secret: str = Field("", description="signs mail handed over at /mail/inbound/; empty turns that way off")
    mail_authserv: str = Field("", description="name by which your mail server signs Authentication-Results, which then count")
    translation_url: str = Field("", description="machine translation: libretranslate+https://host/; empty offers none")
    translation_key: str = Field("", description="key of the translation service")
    data_dir: Path = Field(ROOT / "var", description="where uploads, logs and embedded services keep their files")
    s3_bucket: str = Field("", description="bucket of an S3-compatible store for uploads; empty keeps them below data_dir")
    s3_endpoint: str = Field("", description="address of the store, https://...; empty means Amazon's")
    s3_region: str = Field("", description="region of the bucket, where the store has regions")
    s3_access_key: str = Field("", description="key of the store; empty lets boto3 look for it (roles, profiles)")
    s3_secret_key: str = Field("", description="secret of that key")
    log_format: Literal["console", "json"] = Field("console", description="json in production")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="the least serious level that is logged")
    metrics_token: str = Field("", description="bearer token for /metrics; without one it answers loopback only")
    otlp_endpoint: str = Field("", description="OpenTelemetry collector (OTLP over HTTP); empty turns tracing off")
    trusted_proxies: int = Field(0, description="how many proxies of yours stand in front (for the client's address)")
    http_threads: int = Field(3, description="threads that run the synchronous request chain", ge=1, le=64)
    http_body_mb: int = Field(110, description="largest request that is received; uploads may have up to 100 MB", ge=1, le=4096)
    page_cache_mb: int = Field(16, description="memory for kept pages of anonymous readers, a web process; 0 keeps none", ge=0)
    event_retention_days: int = Field(14, description="days of the event log kept for replay", ge=7)

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value if value.is_absolute() else ROOT / value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, FileSource(settings_cls), dotenv_settings

    @property
    def broker(self) -> str:
        """Celery's broker address."""
        if self.broker_url:
            return self.broker_url
        if self.redis_url.startswith("unix://"):
            return "redis+socket://" + self.redis_url.removeprefix("unix://").split("?")[0] + "?virtual_host=1"
        return self.redis_url.rsplit("/", 1)[0] + "/1" if self.redis_url.count("/") > 2 else self.redis_url + "/1"

    @property
    def is_production(self) -> bool:
        return self.mode == "production"

    @property
    def link_port(self) -> str:
        """ ":8000" or "" for links."""
        port = self.public_port or (0 if self.is_production else self.port)
        return f":{port}" if port and port != {"http": 80, "https": 443}[self.public_scheme] else ""
