"""Files to send, and a folder of their own for what is kept."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import override_settings
from PIL import Image

from files import contracts
from kernel.actor import Actor
from tests.worlds import World

MakePicture = Callable[..., bytes]


@pytest.fixture(autouse=True)
def storage(tmp_path: Path) -> Iterator[Path]:
    """Where contents of this test lie."""
    with override_settings(MEDIA_ROOT=str(tmp_path / "media")):
        yield tmp_path / "media"


@pytest.fixture(autouse=True)
def rules() -> Iterator[None]:
    """No rules of the rooms above here; readers, rules and scanners of a test are gone with it."""
    kept = [dict(contracts._readers), list(contracts._rules), list(contracts._scanners)]
    contracts._rules.clear()
    yield
    contracts._readers.clear()
    contracts._readers.update(kept[0])
    contracts._rules[:], contracts._scanners[:] = kept[1], kept[2]


@pytest.fixture
def picture() -> MakePicture:
    """Bytes of a picture: a gradient, so that every pixel says where it came from."""

    def make(kind: str = "PNG", width: int = 40, height: int = 30, mode: str = "RGB", **options: Any) -> bytes:
        image = Image.linear_gradient("L").resize((width, height)).convert(mode)
        out = io.BytesIO()
        image.save(out, kind, **options)
        return out.getvalue()

    return make


@pytest.fixture
def bob(world: World) -> Actor:
    """A member."""
    return world.actor("bob")  # type: ignore[no-any-return] # an Actor


def kept_files() -> list[Path]:
    """Everything that lies in the current tenant's part of the storage."""
    return sorted(path for path in Path(default_storage.path("uploads")).rglob("*") if path.is_file())
