"""Style elements of a page, allowed by their hash in its content security policy.

A nonce would make every delivery of a page another text, and a page without an account is kept and delivered to many
(docs/adr/0009): the hash says the same and stays the same.
"""

import base64
import hashlib
from collections.abc import Sequence

from django.http import HttpRequest
from markupsafe import Markup


def style_element(request: HttpRequest, css: str) -> Markup:
    """A style element with this text, which the caller made, allowed by its hash in the answer's policy."""
    if "<" in css:
        raise ValueError("a style that could end its element")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    request.__dict__.setdefault("_style_hashes", set()).add(f"'sha256-{digest}'")
    return Markup(f"<style>{css}</style>")  # noqa: S704 - made by the product, and refused above when it holds an element


def style_hashes(request: HttpRequest) -> Sequence[str]:
    """What the page's templates asked for."""
    return sorted(request.__dict__.get("_style_hashes", ()))
