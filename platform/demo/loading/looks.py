"""The brand's looks, the blocks of its front page and its greetings; and what recognition has to count first."""

from functools import partial

from brand_settings.actions import change_settings
from branding.actions import publish_theme, save_draft
from demo.contracts import BrandText
from demo.loading.progress import Progress
from recognition.actions.catching_up import request_catch_up


def load_looks(progress: Progress, brand: BrandText) -> int:
    """Whether the brand was dressed just now."""
    looks = brand.looks
    return progress.once("looks", partial(_dress, progress, brand)) if looks.theme or looks.blocks or looks.welcome else 0


def count_recognition(progress: Progress) -> None:
    """Levels, points and badges of what was loaded, imports too; the worker counts them in the background."""
    progress.once("recognition", lambda: request_catch_up(actor=progress.system))


def _dress(progress: Progress, brand: BrandText) -> None:
    looks = brand.looks
    if looks.theme:
        save_draft(actor=progress.system, values=looks.theme)
        publish_theme(actor=progress.system)
    if looks.blocks:
        change_settings(actor=progress.system, section="home", values={"blocks": looks.blocks})
    if looks.welcome:
        change_settings(actor=progress.system, section="welcome", values=looks.welcome)
