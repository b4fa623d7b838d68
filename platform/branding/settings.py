"""What a brand sets about its looks, its front page, its greetings and how search engines see it."""

from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from brand_settings.base import BrandSettings, register, setting
from branding.colours import AA, contrast, is_colour

FONTS = {
    "system": "",
    "humanist": "Seravek, 'Gill Sans Nova', Ubuntu, Calibri, 'DejaVu Sans', source-sans-pro, sans-serif",
    "geometric": "Avenir, Montserrat, Corbel, 'URW Gothic', source-sans-pro, sans-serif",
    "rounded": "ui-rounded, 'Hiragino Maru Gothic ProN', Quicksand, Comfortaa, Manjari, 'Arial Rounded MT', Calibri, sans-serif",
    "serif": "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, serif",
    "slab": "Rockwell, 'Rockwell Nova', 'Roboto Slab', 'DejaVu Serif', 'Sitka Small', serif",
}
"""Families that devices bring along (modernfontstacks.com): nothing is fetched, nobody is told who reads."""


def _colour(value: str) -> str:
    value = value.strip().lower()
    if value and not is_colour(value):
        raise ValueError(gettext("Write a colour as #rrggbb."))
    return value


def _address(value: str) -> str:
    value = value.strip()
    if (
        not value.startswith(("https://", "http://", "/", "mailto:"))
        or value.startswith("//")
        or any(c in value for c in "\\\r\n\t <>\"'")
    ):
        raise ValueError(gettext("An address begins with https:// or /."))
    return value


Colour = Annotated[str, AfterValidator(_colour)]
Address = Annotated[str, AfterValidator(_address)]


class Link(BaseModel):
    """A link in the header or footer."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    label: str = Field(min_length=1, max_length=40)
    url: Address = Field(max_length=300)


class Theme(BrandSettings):
    """The looks. Fills derive from the accent so that text on them stays readable; the header's pair is checked."""

    section: ClassVar[str] = "theme"
    title: ClassVar[Any] = _("Theme")
    has_own_page: ClassVar[bool] = True

    accent: Colour = ""
    header_background: Colour = ""
    header_text: Colour = ""
    font: Literal["system", "humanist", "geometric", "rounded", "serif", "slab"] = "system"
    heading_font: Literal["system", "humanist", "geometric", "rounded", "serif", "slab"] = "system"
    corners: Literal["square", "soft", "round"] = "soft"
    logo: str = Field("", max_length=200, pattern=r"^(/files/[0-9a-f-]{36}/[^/\s\"'<>]+)?$")
    """The address of an upload: a logo from elsewhere would tell others who reads here."""
    logo_alt: str = Field("", max_length=80)
    header_links: list[Link] = Field(default_factory=list, max_length=6)
    footer_links: list[Link] = Field(default_factory=list, max_length=12)
    footer_text: str = Field("", max_length=300)
    css: str = Field("", max_length=20_000)
    revision: int = Field(0, ge=0)

    @model_validator(mode="after")
    def _header_can_be_read(self) -> "Theme":
        if self.header_text and self.header_background:
            found = contrast(self.header_text, self.header_background)
            if found < AA:
                raise ValueError(
                    gettext("The header's text reaches a contrast of %(found)s, it needs %(needed)s.")
                    % {"found": f"{found:.1f}", "needed": AA}
                )
        if self.header_text and not self.header_background:
            raise ValueError(gettext("The header's text needs a background."))
        return self


class DraftTheme(Theme):
    """The theme that administrators work on; nobody else sees it."""

    section: ClassVar[str] = "theme_draft"


class Block(BaseModel):
    """One part of the front page. Which fields count depends on the kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: Literal["hero", "spaces", "latest", "waiting", "solved", "text", "links", "tags"]
    title: str = Field("", max_length=120)
    text: str = Field("", max_length=4_000)
    space: str = Field("", max_length=60)
    count: int = Field(5, ge=1, le=20)
    links: list[Link] = Field(default_factory=list, max_length=8)


STANDARD_HOME: list[dict[str, Any]] = [
    {"kind": "hero"},
    {"kind": "spaces"},
    {"kind": "waiting", "count": 6},
    {"kind": "tags"},
]


class HomeSettings(BrandSettings):
    """The front page, block by block; none means the standard page."""

    section: ClassVar[str] = "home"
    title: ClassVar[Any] = _("Front page")
    has_own_page: ClassVar[bool] = True

    blocks: list[Block] = Field(default_factory=list, max_length=20)


class WelcomeSettings(BrandSettings):
    """What newcomers read."""

    section: ClassVar[str] = "welcome"
    title: ClassVar[Any] = _("Welcome messages")
    help: ClassVar[Any] = _("What visitors and new members read first. Markdown is fine; leave a field empty to say nothing.")

    for_visitors: str = setting("", title=_("To visitors without an account"), help=_("On the front page."), max_length=1_000)
    for_newcomers: str = setting(
        "",
        title=_("To members who have not written yet"),
        help=_("On the front page, until they write something."),
        max_length=1_000,
    )
    first_notice: str = setting(
        "", title=_("First notification of a new account"), help=_("One sentence, without marks."), max_length=200
    )
    first_path: str = setting(
        "",
        title=_("Where that notification leads"),
        help=_("An address of this community, such as /kb/rules/. Empty: the front page."),
        max_length=200,
        pattern=r"^(/([^/\\\s\"'<>][^\\\s\"'<>]*)?)?$",
    )


class SearchEngineSettings(BrandSettings):
    """How search engines and previews see the community."""

    section: ClassVar[str] = "seo"
    title: ClassVar[Any] = _("Search engines")

    description: str = setting("", title=_("Description of the front page"), max_length=300)
    title_suffix: str = setting("", title=_("What follows each page's title"), help=_("Empty: the brand's name."), max_length=60)
    hidden: bool = setting(False, title=_("Keep the whole community out of search engines"))
    google: str = setting("", title=_("Google's verification code"), max_length=100, pattern=r"^[\w-]*$")
    bing: str = setting("", title=_("Bing's verification code"), max_length=100, pattern=r"^[\w-]*$")
    refused_crawlers: list[str] = setting(
        list, title=_("Crawlers that robots.txt refuses"), help=_("Names as they call themselves, one a line, such as GPTBot.")
    )


class EmbedSettings(BrandSettings):
    """Comments and the question box on the brand's own site."""

    section: ClassVar[str] = "embedding"
    title: ClassVar[Any] = _("On your own site")
    has_own_page: ClassVar[bool] = True

    sites: list[str] = Field(default_factory=list, max_length=20)
    space: str = Field("", max_length=60)
    comments: bool = False
    host: str = Field("", pattern=r"^([0-9a-f-]{36})?$")
    """The account of the administrator in whose name topics of pages begin."""
    question_box: bool = False


for section in (Theme, DraftTheme, HomeSettings, WelcomeSettings, SearchEngineSettings, EmbedSettings):
    register(section)
