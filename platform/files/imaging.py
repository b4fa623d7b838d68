"""Pictures decoded and written anew: what is served was never written by the person who sent it.

Orientation and colour profile are applied, then everything beside the pixels (EXIF, GPS, comments, profiles, thumbnails)
stays behind. Limits are looked at before anything is decoded.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from files.contracts import Source
from files.errors import TooLargeError, UploadRefusedError
from files.sniffing import is_heif

WIDTHS = (320, 640, 960, 1280)
LONGEST_SIDE = 4096
MOST_FRAMES = 400
ANIMATION_FACTOR = 4
"""A moving picture may have so many times the pixels of a still one, over all its frames."""
Image.MAX_IMAGE_PIXELS = 100_000_000
_READ = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_WRITTEN: dict[str, tuple[str, str, dict[str, object]]] = {
    "JPEG": ("jpg", "image/jpeg", {"quality": 86, "optimize": True, "progressive": True}),
    "PNG": ("png", "image/png", {"optimize": True}),
    "WEBP": ("webp", "image/webp", {"quality": 84, "method": 4}),
}
_FAILURES = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    MemoryError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture as it will be kept, and its smaller versions by width."""

    data: bytes
    extension: str
    media_type: str
    width: int
    height: int
    is_animated: bool
    versions: dict[int, bytes]


def render_picture(source: Source, *, megapixels: int, widths: tuple[int, ...] = WIDTHS) -> Rendition:
    """The picture written anew; raises TooLargeError or UploadRefusedError."""
    source.seek(0)
    of_a_telephone = is_heif(source.read(12))
    source.seek(0)
    if of_a_telephone:
        _learn_heif()
    try:
        with Image.open(source, formats=("HEIF",) if of_a_telephone else _READ) as image:  # type: ignore[arg-type] # Pillow needs read and seek alone
            _check_size(image, megapixels)
            # Such a file may hold several pictures; the first is the one that was taken.
            if getattr(image, "is_animated", False) and not of_a_telephone:
                return _moving(image)
            return _still(image, widths)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLargeError(_("This picture has far too many pixels."), fields={"file": ["too_many_pixels"]}) from error
    except UnidentifiedImageError as error:
        raise UploadRefusedError(_("This is not a picture that we can read."), fields={"file": ["unreadable"]}) from error
    except _FAILURES as error:
        raise UploadRefusedError(_("This picture is damaged."), fields={"file": ["damaged"]}) from error


@cache
def _learn_heif() -> None:
    """Have Pillow read HEIC; the decoder is loaded by the first such picture alone."""
    from pillow_heif import register_heif_opener  # noqa: PLC0415 - fifteen megabytes that most workers never need

    register_heif_opener(thumbnails=False)


def _check_size(image: Image.Image, megapixels: int) -> None:
    width, height = image.size
    if width * height > megapixels * 1_000_000:
        raise TooLargeError(
            _("This picture has more than %(most)s million pixels.") % {"most": megapixels}, fields={"file": ["too_many_pixels"]}
        )
    frames = int(getattr(image, "n_frames", 1))
    if frames > MOST_FRAMES or width * height * frames > ANIMATION_FACTOR * megapixels * 1_000_000:
        raise TooLargeError(_("This picture moves for too long."), fields={"file": ["too_many_frames"]})


def _still(image: Image.Image, widths: tuple[int, ...]) -> Rendition:
    kind = image.format if image.format in ("JPEG", "PNG") else "PNG" if image.format == "GIF" else "WEBP"
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    plain = _plain(ImageOps.exif_transpose(image), opaque=kind == "JPEG")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    extension, media_type, options = _WRITTEN[str(kind)]
    versions = {width: _written(_narrowed(plain, width), "WEBP", quality=80, method=4) for width in widths if width < plain.width}
    data = _written(plain, str(kind), **options)
    return Rendition(data, extension, media_type, plain.width, plain.height, is_animated=False, versions=versions)


def _moving(image: Image.Image) -> Rendition:
    durations: list[int] = []
    loop = int(image.info.get("loop", 1)) if "loop" in image.info else 1

    def frames() -> Iterator[Image.Image]:
        for frame in ImageSequence.Iterator(image):
            frame.load()  # WebP tells a frame's time only then
            durations.append(max(20, int(frame.info.get("duration") or 100)))
            yield _plain(frame, opaque=False)

    first, *rest = list(frames())
    out = io.BytesIO()
    first.save(
        out, "WEBP", save_all=True, append_images=rest, duration=durations, loop=loop, quality=75, method=2, minimize_size=False
    )
    return Rendition(out.getvalue(), "webp", "image/webp", first.width, first.height, is_animated=True, versions={})


def _plain(image: Image.Image, *, opaque: bool) -> Image.Image:
    """RGB or RGBA in the colours of the web, with nothing beside the pixels."""
    has_alpha = not opaque and ("A" in image.getbands() or "transparency" in image.info)
    profile = image.info.get("icc_profile")
    converted = _in_srgb(image, profile) if profile else image
    plain = converted.convert("RGBA" if has_alpha else "RGB")
    copy = Image.new(plain.mode, plain.size)
    copy.paste(plain)
    return copy


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    if image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, found, target, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        # a profile that cannot be read says nothing about the colours
        return image


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def _written(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
