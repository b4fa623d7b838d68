"""Reading the demo's content."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from demo.contracts import BrandText

CONTENT = Path(__file__).parent / "content"


def read_brands() -> Sequence[BrandText]:
    """The demo's brands, each put together from all files of its folder."""
    return [read_brand(folder) for folder in sorted(CONTENT.iterdir()) if folder.is_dir()]


def read_brand(folder: Path) -> BrandText:
    """One brand; lists of the same name in several files follow one another in the order of the files' names."""
    whole: dict[str, Any] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(value, list):
                whole.setdefault(name, []).extend(value)
            else:
                whole[name] = value
    return BrandText.model_validate(whole)
