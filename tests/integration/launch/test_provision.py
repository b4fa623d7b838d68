"""Three roles that may do as much as they must, on any server whose administrator we are."""

import json
import stat
from functools import partial
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from launch.errors import LaunchError
from launch.provision import DatabaseUrls, prepare_given, provision
from launch.services import Services


@pytest.fixture(scope="module")
def urls(shared: Services, tmp_path_factory: pytest.TempPathFactory) -> DatabaseUrls:
    return provision(shared.urls.admin_database, database="house", secrets_file=tmp_path_factory.mktemp("roles") / "roles.json")


def test_a_second_call_changes_nothing(shared: Services, tmp_path: Path) -> None:
    make = partial(
        provision, shared.urls.admin_database, database="twice", prefix="twice", secrets_file=tmp_path / "deep" / "roles.json"
    )

    first = make()
    with psycopg.connect(first.owner) as connection:
        connection.execute("create table kept ()")
    second = make()

    assert first == second
    with psycopg.connect(second.app) as connection:
        connection.execute("select from kept")


def test_passwords_are_kept_in_a_private_file(shared: Services, tmp_path: Path) -> None:
    file = tmp_path / "roles.json"

    provision(shared.urls.admin_database, database="kept", prefix="kept", secrets_file=file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert set(json.loads(file.read_text())) == {"kept_owner", "kept_app", "kept_system"}


@pytest.mark.parametrize("kind", ["app", "system"])
def test_runtime_roles_own_nothing_and_bypass_nothing(urls: DatabaseUrls, kind: str) -> None:
    with psycopg.connect(getattr(urls, kind)) as connection:
        role = connection.execute(
            "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication, rolcanlogin"
            " from pg_roles where rolname = current_user"
        ).fetchone()
        owned = connection.execute("select from pg_shdepend where refobjid = current_user::regrole and deptype = 'o'").fetchall()
        member = connection.execute("select from pg_auth_members where member = current_user::regrole").fetchall()

    assert role == (False, False, False, False, False, True)
    assert owned == []
    assert member == []


@pytest.mark.parametrize("kind", ["app", "system"])
def test_runtime_roles_use_tables_but_make_none(urls: DatabaseUrls, kind: str) -> None:
    with psycopg.connect(urls.owner, autocommit=True) as owner:
        owner.execute(f"create table used_by_{kind} (id int generated always as identity, word text)")

    with psycopg.connect(getattr(urls, kind), autocommit=True) as runtime:
        runtime.execute(f"insert into used_by_{kind} (word) values ('x')")
        runtime.execute(f"update used_by_{kind} set word = 'y'")
        assert runtime.execute(f"select word from used_by_{kind}").fetchone() == ("y",)
        runtime.execute(f"delete from used_by_{kind}")
        for forbidden in ("create table mine ()", f"truncate used_by_{kind}", f"alter table used_by_{kind} add more int"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                runtime.execute(forbidden)


def test_the_owner_owns_the_database_and_its_schema(urls: DatabaseUrls) -> None:
    with psycopg.connect(urls.owner) as connection:
        row = connection.execute(
            "select pg_get_userbyid(datdba), (select pg_get_userbyid(nspowner) from pg_namespace where nspname = 'public')"
            " from pg_database where datname = current_database()"
        ).fetchone()

    assert row == ("chorus_owner", "chorus_owner")


def test_the_extensions_are_there(urls: DatabaseUrls) -> None:
    with psycopg.connect(urls.app) as connection:
        found = {name for (name,) in connection.execute("select extname from pg_extension")}

    assert found >= {"pg_trgm", "btree_gin"}


def test_others_may_not_connect(urls: DatabaseUrls, shared: Services) -> None:
    with psycopg.connect(shared.urls.admin_database, autocommit=True) as admin:
        admin.execute("create role stranger login password 'known'")
    stranger = make_conninfo(urls.app, user="stranger", password="known")

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(stranger)


def test_an_administrator_need_not_be_a_superuser(shared: Services, tmp_path: Path) -> None:
    with psycopg.connect(shared.urls.admin_database, autocommit=True) as admin:
        admin.execute("create role hosted login createrole createdb password 'known'")
    hosted = make_conninfo(shared.urls.admin_database, user="hosted", password="known")

    for _ in range(2):
        urls = provision(hosted, database="hosted", prefix="hosted", secrets_file=tmp_path / "roles.json")

    with psycopg.connect(urls.owner) as connection:
        connection.execute("create table made ()")


def test_a_plain_role_is_asked_for_the_two_others(urls: DatabaseUrls, tmp_path: Path) -> None:
    with pytest.raises(LaunchError, match="CHORUS_DATABASE_APP_URL and CHORUS_DATABASE_SYSTEM_URL"):
        provision(urls.owner, database="house", secrets_file=tmp_path / "roles.json")


def test_roles_made_by_somebody_else_get_the_same_grants(shared: Services, tmp_path: Path) -> None:
    made = provision(shared.urls.admin_database, database="given", prefix="given", secrets_file=tmp_path / "roles.json")
    with psycopg.connect(made.owner, autocommit=True) as owner:
        owner.execute("alter default privileges in schema public revoke all on tables from given_app")

    given = prepare_given(made.owner, app=made.app, system=made.system)

    with psycopg.connect(given.owner, autocommit=True) as owner:
        owner.execute("create table later ()")
    with psycopg.connect(given.app) as connection:
        connection.execute("select from later")


def test_a_server_that_is_not_there_is_one_sentence_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(LaunchError, match="does not let us in") as caught:
        provision("postgresql://me:hush@127.0.0.1:1/db", database="db", secrets_file=tmp_path / "roles.json")

    assert "hush" not in str(caught.value)
