"""Uploads in a store that speaks S3: a server on loopback, over real HTTP."""

import io
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from moto.server import ThreadedMotoServer

from files import storing
from tenants.cache import TenantStorage
from tenants.context import TenantContextMissingError, tenant_context
from tenants.s3 import TenantS3Storage
from tests.plugin import TENANTS
from tests.worlds import World

BUCKET = "uploads"
OPTIONS = {"bucket_name": BUCKET, "region_name": "eu-central-1", "access_key": "key", "secret_key": "secret"}


@pytest.fixture(scope="session")
def store() -> Iterator[Any]:
    """An empty store with our bucket in it: (its address, a client of its own)."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    client = boto3.client(
        "s3",
        endpoint_url=address,
        region_name="eu-central-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    yield address, client
    server.stop()


@pytest.fixture
def in_store(store: Any, settings: Any) -> Any:
    """The installation's storage is the store."""
    address, client = store
    backend = {"BACKEND": "tenants.s3.TenantS3Storage", "OPTIONS": OPTIONS | {"endpoint_url": address}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    assert isinstance(storages["default"], TenantS3Storage)
    return client


def keys(client: Any) -> set[str]:
    return {item["Key"] for item in client.list_objects_v2(Bucket=BUCKET).get("Contents", ())}


def test_objects_lie_below_their_tenant(in_store: Any) -> None:
    for name in ("acme", "globex"):
        with tenant_context(TENANTS[name]):
            storing.put("uploads/ab/one.txt", name.encode() * 1000)
    assert {f"{TENANTS[name]}/uploads/ab/one.txt" for name in ("acme", "globex")} <= keys(in_store)
    with tenant_context(TENANTS["acme"]):
        assert storing.size_of("uploads/ab/one.txt") == 4000
        assert b"".join(storing.read_part("uploads/ab/one.txt", 2, 6)) == b"meacme"
        storing.drop(["uploads/ab/one.txt", "uploads/ab/never-was.txt"])
        with pytest.raises(FileNotFoundError):
            storing.size_of("uploads/ab/one.txt")
    with tenant_context(TENANTS["globex"]):
        assert b"".join(storing.read_part("uploads/ab/one.txt", 0, 6)) == b"globex"


def test_large_content_arrives_as_it_was_sent(in_store: Any) -> None:
    data = bytes(range(256)) * 4096 * 12
    with tenant_context(TENANTS["acme"]):
        storing.put("uploads/cd/large.bin", io.BytesIO(data))
        assert b"".join(storing.read_part("uploads/cd/large.bin", 0, len(data))) == data


def test_no_object_is_public(in_store: Any) -> None:
    with tenant_context(TENANTS["acme"]):
        storing.put("uploads/ef/private.txt", b"private")
    grants = in_store.get_object_acl(Bucket=BUCKET, Key=f"{TENANTS['acme']}/uploads/ef/private.txt")["Grants"]
    assert not any("AllUsers" in grant["Grantee"].get("URI", "") for grant in grants)


@pytest.mark.parametrize("kind", ["store", "folder"])
@pytest.mark.parametrize("name", ["../{other}/secret.txt", "a/../../{other}/secret.txt", "/../{other}/secret.txt", ".."])
def test_no_name_leads_to_another_tenant(in_store: Any, tmp_path: Any, kind: str, name: str) -> None:
    storage: Any = default_storage if kind == "store" else TenantStorage(location=tmp_path)
    with tenant_context(TENANTS["globex"]):
        storage.save("secret.txt", ContentFile(b"theirs"))
    with tenant_context(TENANTS["acme"]), pytest.raises((SuspiciousFileOperation, FileNotFoundError)):
        storage.open(name.format(other=TENANTS["globex"])).read()


def test_nothing_is_stored_without_a_tenant(in_store: Any) -> None:
    with pytest.raises(TenantContextMissingError):
        default_storage.save("nobodys.txt", ContentFile(b"x"))


def test_picture_is_uploaded_to_and_served_from_the_store(
    in_store: Any, world: World, django_capture_on_commit_callbacks: Any
) -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(out, "PNG")
    out.seek(0)
    out.name = "teal.png"
    client = world.client("bob")
    made = client.post("/api/v1/uploads", {"file": out})
    assert made.status_code == 201, made.content
    found = client.get(made.json()["url"])
    assert found.status_code == 200
    body = b"".join(found.streaming_content)
    assert Image.open(io.BytesIO(body)).size == (400, 300)
    assert any(key.startswith(f"{TENANTS['acme']}/uploads/") for key in keys(in_store))
