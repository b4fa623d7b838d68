"""The database, its three roles and its extensions, made or put right: `provision(admin_url, database="chorus", ...)`."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from launch.embedded.folders import write_private
from launch.errors import LaunchError

_EXTENSIONS = ("pg_trgm", "btree_gin")
_OLDEST = 150000
_MAY_NOT_CREATE_ROLES = (
    "The role of CHORUS_DATABASE_URL may not create roles: let an administrator make two that own nothing, and name them in"
    " CHORUS_DATABASE_APP_URL and CHORUS_DATABASE_SYSTEM_URL (docs/operations/running.md has the statements)."
)
_LOCK = 0x63686F727573  # "chorus": any number will do that others are unlikely to take
_OWNER, _APP, _SYSTEM = "owner", "app", "system"
_RUNTIME_ROLES = (_APP, _SYSTEM)


@dataclass(frozen=True)
class DatabaseUrls:
    """One database as three roles: `owner` migrates, `app` serves inside a tenant, `system` works across tenants."""

    owner: str
    app: str
    system: str


def provision(admin_url: str, *, database: str, prefix: str = "chorus", secrets_file: Path) -> DatabaseUrls:
    """Make the database and its roles usable by Chorus; a second call changes nothing and answers the same."""
    with connect(admin_url) as admin:
        _refuse_old_server(admin)
        if not _may_create_roles(admin):
            raise LaunchError(_MAY_NOT_CREATE_ROLES)
        # Held until the connection closes: two processes that provision at once do it one after the other.
        admin.execute("select pg_advisory_lock(%s)", [_LOCK])
        passwords = _kept_passwords(secrets_file, prefix)
        for name, password in passwords.items():
            _make_role(admin, name, password)
        owner = f"{prefix}_{_OWNER}"
        runtime = [f"{prefix}_{kind}" for kind in _RUNTIME_ROLES]
        _make_database(admin, database, owner)
        _let_in(admin, database, runtime)
        inside = _with(admin_url, dbname=database)
        with connect(inside) as admin_inside:
            _make_extensions(admin_inside)
            _hand_over_schema(admin_inside, owner)
        urls = {name: _with(inside, user=name, password=password) for name, password in passwords.items()}
        with connect(urls[owner]) as connection:
            _grant(connection, owner, runtime)
    return DatabaseUrls(*(urls[f"{prefix}_{kind}"] for kind in (_OWNER, *_RUNTIME_ROLES)))


def connect(url: str) -> psycopg.Connection[tuple[object, ...]]:
    """An autocommit connection; a failure to connect is one sentence without the password."""
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise LaunchError(f"The database server does not let us in: {reason}") from None


def prepare_given(owner_url: str, *, app: str, system: str) -> DatabaseUrls:
    """The same for roles that somebody else made: only the extensions and the grants."""
    runtime = [str(conninfo_to_dict(url).get("user", "")) for url in (app, system)]
    with connect(owner_url) as connection:
        _refuse_old_server(connection)
        _make_extensions(connection)
        _grant(connection, connection.info.user, runtime)
    return DatabaseUrls(owner=owner_url, app=app, system=system)


def _refuse_old_server(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    version = connection.info.server_version
    if version < _OLDEST:
        raise LaunchError(f"PostgreSQL {version // 10000} is too old: Chorus needs 15 or newer.")


def _may_create_roles(admin: psycopg.Connection[tuple[object, ...]]) -> bool:
    row = admin.execute("select rolsuper or (rolcreaterole and rolcreatedb) from pg_roles where rolname = current_user")
    return bool((row.fetchone() or (False,))[0])


def _kept_passwords(path: Path, prefix: str) -> dict[str, str]:
    """The passwords by role name; made up once and kept in the file."""
    try:
        kept: dict[str, str] = json.loads(path.read_text())
    except FileNotFoundError:
        kept = {}
    names = [f"{prefix}_{kind}" for kind in (_OWNER, *_RUNTIME_ROLES)]
    if any(name not in kept for name in names):
        kept |= {name: secrets.token_urlsafe(32) for name in names if name not in kept}
        path.parent.mkdir(parents=True, exist_ok=True)
        write_private(path, json.dumps(kept, indent=2) + "\n")
    return {name: kept[name] for name in names}


def _make_role(admin: psycopg.Connection[tuple[object, ...]], name: str, password: str) -> None:
    exists = admin.execute("select from pg_roles where rolname = %s", [name]).fetchone() is not None
    if not exists:
        admin.execute(sql.SQL("create role {}").format(sql.Identifier(name)))
    # SUPERUSER and BYPASSRLS may be named by a superuser only, and a role we make has neither.
    risky = sql.SQL("nosuperuser nobypassrls noreplication") if _is_superuser(admin) else sql.SQL("")
    admin.execute(
        sql.SQL("alter role {} login nocreatedb nocreaterole {} password {}").format(
            sql.Identifier(name), risky, sql.Literal(password)
        )
    )
    if not _is_superuser(admin):
        # To give a database to a role, one must be a member of it (and since 16 be allowed to act as it).
        admin.execute(sql.SQL("grant {} to current_user").format(sql.Identifier(name)))


def _is_superuser(admin: psycopg.Connection[tuple[object, ...]]) -> bool:
    return admin.info.parameter_status("is_superuser") == "on"


def _make_database(admin: psycopg.Connection[tuple[object, ...]], database: str, owner: str) -> None:
    if admin.execute("select from pg_database where datname = %s", [database]).fetchone() is None:
        statement = sql.SQL("create database {} owner {} encoding 'UTF8' template template0")
        admin.execute(statement.format(sql.Identifier(database), sql.Identifier(owner)))
    admin.execute(sql.SQL("alter database {} owner to {}").format(sql.Identifier(database), sql.Identifier(owner)))


def _let_in(admin: psycopg.Connection[tuple[object, ...]], database: str, runtime: list[str]) -> None:
    admin.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(database)))
    for role in runtime:
        admin.execute(sql.SQL("grant connect on database {} to {}").format(sql.Identifier(database), sql.Identifier(role)))


def _make_extensions(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    for name in _EXTENSIONS:
        try:
            connection.execute(sql.SQL("create extension if not exists {} with schema public").format(sql.Identifier(name)))
        except (psycopg.errors.FeatureNotSupported, psycopg.errors.UndefinedFile):
            raise LaunchError(
                f"PostgreSQL lacks the extension {name}: install its contrib package (postgresql-contrib) on the server."
            ) from None
        except psycopg.errors.InsufficientPrivilege:
            raise LaunchError(
                f"The database role may not create the extension {name}: ask an administrator to run CREATE EXTENSION {name}."
            ) from None


def _hand_over_schema(admin: psycopg.Connection[tuple[object, ...]], owner: str) -> None:
    admin.execute(sql.SQL("alter schema public owner to {}").format(sql.Identifier(owner)))


def _grant(connection: psycopg.Connection[tuple[object, ...]], owner: str, runtime: list[str]) -> None:
    """What every new table gives to the runtime roles; migrations narrow it where a table needs less."""
    connection.execute("revoke create on schema public from public")
    scope = sql.SQL("for role {} in schema public").format(sql.Identifier(owner))
    names = {"scope": scope, "roles": sql.SQL(", ").join(map(sql.Identifier, runtime))}
    for statement in (
        "grant usage on schema public to {roles}",
        "alter default privileges {scope} grant select, insert, update, delete on tables to {roles}",
        "alter default privileges {scope} grant usage, select on sequences to {roles}",
    ):
        connection.execute(sql.SQL(statement).format(**names))


def _with(url: str, *, dbname: str = "", user: str = "", password: str = "") -> str:
    """The same address with another database, user or password, as a libpq URI."""
    parts = conninfo_to_dict(url)
    parts |= {name: value for name, value in (("dbname", dbname), ("user", user), ("password", password)) if value}
    who = f"{quote(str(parts.pop('user', '')), safe='')}:{quote(str(parts.pop('password', '')), safe='')}"
    where = quote(str(parts.pop("dbname", "postgres")), safe="")
    host, port = str(parts.pop("host", "")), str(parts.pop("port", ""))
    if host.startswith("/") or not host:
        parts["host"] = host
        host = ""
    rest = "&".join(f"{name}={quote(str(value))}" for name, value in parts.items() if value)
    return f"postgresql://{who}@{host}{':' + port if port and host else ''}/{where}{'?' + rest if rest else ''}"
