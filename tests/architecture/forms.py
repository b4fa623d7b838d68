"""Forms as a page holds them: where they go, what stands in them, and which of their fields take free text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

FREE = {"text", "search", "url", "email", "tel", ""}


@dataclass
class Form:
    """One form. `values` is what a browser would send if nothing was touched."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The same for the same form on another page."""
        return f"{self.method} {self.action.partition('?')[0]} {' '.join(sorted(self.texts))}"


def forms_in(html: str, path: str) -> list[Form]:
    """Those that take free text."""
    reader = _Reader(path)
    reader.feed(html)
    return [form for form in reader.forms if form.texts]


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._path = path
        self._form: Form | None = None
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name, value = said.get("name", ""), said.get("value", "")
        if tag == "form":
            self._form = Form(urljoin(self._path, said.get("action") or self._path), said.get("method", "get").lower())
            self.forms.append(self._form)
        if self._form is None or ("disabled" in said and tag != "option"):
            return
        if tag == "input" and name:
            self._input(self._form, name, said.get("type", "").lower(), value, is_on="checked" in said)
        elif tag == "textarea" and name:
            self._form.values[name] = ""
            self._form.texts.append(name)
            self._area = name
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in said or self._select not in self._form.values):
            self._form.values[self._select] = value
        elif tag == "button" and name and said.get("type", "submit") == "submit":
            self._form.values.setdefault(name, value)

    def _input(self, form: Form, name: str, kind: str, value: str, *, is_on: bool) -> None:
        if kind in FREE:
            form.texts.append(name)
        if kind in {"checkbox", "radio"}:
            if is_on:
                form.values[name] = value or "on"
        elif kind != "file":
            form.values[name] = value

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area is not None:
            self._form.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
