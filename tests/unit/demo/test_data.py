"""The imported community text that is shipped: small, whole, credited, and without what its authors said of themselves."""

import lzma
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import iterparse

from demo.loading.imports import DATA, attribution_of
from demo.reading import read_brands

FOLDERS = sorted(path.name for path in DATA.iterdir() if path.is_dir())


def _rows(path: Path) -> Iterator[Element]:
    with lzma.open(path) as file:
        yield from (element for _event, element in iterparse(file) if element.tag == "row")


def test_all_of_it_is_smaller_than_a_photograph() -> None:
    assert sum(path.stat().st_size for path in DATA.rglob("*.xz")) < 1_500_000


def test_each_folder_is_imported_somewhere_and_credited() -> None:
    imported = {space.imported for brand in read_brands() for space in brand.space if space.imported}
    credits_ = (DATA / "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert sorted(imported) == FOLDERS
    for name in FOLDERS:
        assert f"`{name}/`" in credits_
        assert "Imported" in attribution_of(name).text
        assert attribution_of(name).license_url.startswith("https://creativecommons.org/licenses/by-sa/")


@pytest.mark.parametrize(("folder", "questions", "answers"), [("beer", 663, 1_572), ("conlang-meta", 54, 115)])
def test_posts_are_complete(folder: str, questions: int, answers: int) -> None:
    kinds = [row.get("PostTypeId") for row in _rows(DATA / folder / "Posts.xml.xz")]
    assert (kinds.count("1"), kinds.count("2")) == (questions, answers)


def test_authors_are_names_and_no_more() -> None:
    fields = {name for row in _rows(DATA / "conlang-meta" / "Users.xml.xz") for name in row.keys()}  # noqa: SIM118 - an Element is no mapping
    assert fields == {"Id", "DisplayName", "CreationDate", "Reputation", "AccountId"}
