"""Pictures as they are kept: only pixels are left of what was sent."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin
from pillow_heif import from_pillow

from files.errors import TooLargeError, UploadRefusedError
from files.imaging import render_picture
from files.sniffing import looks_like_picture, media_type_of
from tests.unit.files.conftest import MakePicture

SECRET = b"48.8584 N 2.2945 E"


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def exif(orientation: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010E] = SECRET.decode()
    return found


def text_chunk() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return info


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"exif": exif(), "comment": SECRET, "xmp": SECRET}),
        ("PNG", {"exif": exif(), "pnginfo": text_chunk()}),
        ("WEBP", {"exif": exif(), "xmp": SECRET}),
        ("GIF", {"comment": SECRET}),
        ("AVIF", {"exif": exif(), "xmp": SECRET}),
    ],
)
def test_nothing_beside_the_pixels_stays(picture: MakePicture, kind: str, options: dict[str, Any]) -> None:
    sent = picture(kind, 400, 300, **options)
    assert SECRET in sent
    kept = render_picture(io.BytesIO(sent), megapixels=40)
    assert (kept.width, kept.height) == (400, 300)
    assert sorted(kept.versions) == [320]
    for data in (kept.data, *kept.versions.values()):
        assert SECRET not in data
        assert b"Exif" not in data
        assert b"ICC" not in data
        assert not set(opened(data).info) & {"exif", "icc_profile", "xmp", "comment", "Comment", "XML:com.adobe.xmp"}


def test_a_picture_is_turned_as_its_camera_said(picture: MakePicture) -> None:
    plain = opened(picture("PNG", 40, 30))
    kept = opened(render_picture(io.BytesIO(picture("JPEG", 40, 30, exif=exif(6), quality=100)), megapixels=40).data)
    assert kept.size == (30, 40)
    # dark is at the top of what was sent, so it is on the right after a quarter turn
    assert plain.getpixel((20, 0)) < plain.getpixel((20, 29))  # type: ignore[operator] # numbers for these modes
    assert kept.getpixel((29, 20))[0] < kept.getpixel((0, 20))[0]  # type: ignore[index]


def test_colours_are_those_of_the_profile() -> None:
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    sent = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 30, 30)).save(sent, "PNG", icc_profile=b"not a profile at all")
    assert opened(render_picture(sent, megapixels=1).data).getpixel((0, 0)) == (200, 30, 30)
    grey = io.BytesIO()
    Image.new("CMYK", (8, 8), (0, 255, 255, 0)).save(grey, "JPEG", icc_profile=wide.tobytes())
    assert opened(render_picture(grey, megapixels=1).data).mode == "RGB"


def test_seeing_through_is_kept_where_it_can_be() -> None:
    sent = io.BytesIO()
    Image.new("RGBA", (8, 8), (10, 20, 30, 128)).save(sent, "PNG")
    kept = render_picture(sent, megapixels=1)
    assert (kept.media_type, opened(kept.data).getpixel((0, 0))) == ("image/png", (10, 20, 30, 128))


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_moving_pictures_move_on(kind: str) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "lime", "blue")]
    sent = io.BytesIO()
    frames[0].save(sent, kind, save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=0, comment=SECRET)
    kept = render_picture(sent, megapixels=1)
    moving = opened(kept.data)
    assert (kept.is_animated, kept.media_type, kept.versions) == (True, "image/webp", {})
    assert getattr(moving, "n_frames", 1) == 3
    durations = []
    for index in range(3):
        moving.seek(index)
        moving.load()
        durations.append(moving.info["duration"])
    assert durations == [100, 200, 300]
    assert moving.info["loop"] == 0
    assert SECRET not in kept.data


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    side = 60_000
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\x00" * 1000)), (b"IEND", b""))
    )
    with pytest.raises(TooLargeError):
        render_picture(io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunks), megapixels=100)


def test_more_pixels_or_frames_than_the_brand_allows_are_refused(picture: MakePicture) -> None:
    with pytest.raises(TooLargeError):
        render_picture(io.BytesIO(picture("PNG", 1_001, 1_000)), megapixels=1)
    frames = [Image.new("L", (800, 800), shade) for shade in range(8)]
    sent = io.BytesIO()
    frames[0].save(sent, "GIF", save_all=True, append_images=frames[1:], duration=50)
    with pytest.raises(TooLargeError):
        render_picture(sent, megapixels=1)


@pytest.mark.parametrize("cut", [20, 60, 120])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_damaged_pictures_are_refused(picture: MakePicture, kind: str, cut: int) -> None:
    with pytest.raises(UploadRefusedError):
        render_picture(io.BytesIO(picture(kind, 200, 200)[:cut]), megapixels=40)


def test_very_large_pictures_become_smaller(picture: MakePicture) -> None:
    kept = render_picture(io.BytesIO(picture("JPEG", 5_000, 1_000)), megapixels=40)
    assert max(kept.width, kept.height) <= 4_096
    assert sorted(kept.versions) == [320, 640, 960, 1280]
    assert opened(kept.versions[640]).size[0] == 640


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_pictures_are_known_by_their_first_bytes(picture: MakePicture, kind: str) -> None:
    assert looks_like_picture(picture(kind)[:64])


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"PK\x03\x04...", "application/zip"),
        (b"hello there", "text/plain"),
        ("grüße, ".encode() * 3 + "ü".encode()[:1], "text/plain"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"\xff\xfe\xfd", "application/octet-stream"),
        (b"<html><script>alert(1)</script>", "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "text/plain"),
        (b"", "application/octet-stream"),
    ],
)
def test_other_files_never_get_a_type_that_a_browser_runs(head: bytes, media_type: str) -> None:
    assert not looks_like_picture(head)
    assert media_type_of(head) == media_type


def telephone_picture(**options: Any) -> bytes:
    """A HEIC file, 400 by 300, red on its left and blue on its right half."""
    image = Image.new("RGB", (400, 300), "red")
    image.paste("blue", (200, 0, 400, 300))
    out = io.BytesIO()
    from_pillow(image).save(out, quality=90, **options)
    return out.getvalue()


def is_red(pixel: Any) -> bool:
    """Of two colours, told apart however a codec bends them."""
    red, _green, blue = pixel
    assert abs(red - blue) > 140
    return bool(red > blue)


def test_a_picture_of_a_telephone_is_kept_as_one_that_browsers_show() -> None:
    sent = telephone_picture(exif=exif().tobytes(), xmp=SECRET)
    assert SECRET in sent
    assert looks_like_picture(sent[:4096])
    kept = render_picture(io.BytesIO(sent), megapixels=40)
    assert (kept.extension, kept.media_type, kept.width, kept.height) == ("webp", "image/webp", 400, 300)
    assert sorted(kept.versions) == [320]
    for data in (kept.data, *kept.versions.values()):
        assert SECRET not in data
        assert b"Exif" not in data
    left, right = (opened(kept.data).convert("RGB").getpixel((x, 150)) for x in (50, 350))
    assert (is_red(left), is_red(right)) == (True, False)


def test_a_picture_of_a_telephone_stands_upright() -> None:
    kept = render_picture(io.BytesIO(telephone_picture(exif=exif(6).tobytes())), megapixels=40)
    assert (kept.width, kept.height) == (300, 400)
    top, bottom = (opened(kept.data).convert("RGB").getpixel((150, y)) for y in (50, 350))
    assert (is_red(top), is_red(bottom)) == (True, False)


def test_a_broken_or_too_large_picture_of_a_telephone_is_refused() -> None:
    sent = telephone_picture()
    with pytest.raises(UploadRefusedError):
        render_picture(io.BytesIO(sent[: len(sent) // 2]), megapixels=40)
    with pytest.raises(UploadRefusedError):
        render_picture(io.BytesIO(sent[:12] + b"\x00" * 500), megapixels=40)
    with pytest.raises(TooLargeError):
        render_picture(io.BytesIO(sent), megapixels=0)
