"""What a file is, by its first bytes: names and declared types are claims of whoever sent it."""

PICTURE_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
BINARY = "application/octet-stream"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
)


def looks_like_picture(head: bytes) -> bool:
    """Whether the file claims to be a picture that we decode: JPEG, PNG, GIF, WebP, AVIF, HEIC."""
    if head.startswith(PICTURE_SIGNATURES):
        return True
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return True
    return is_heif(head) or (head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis"))


def is_heif(head: bytes) -> bool:
    """Whether it claims to be what telephones take pictures in (HEIC and its kin)."""
    return head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"heim", b"heis", b"mif1")


def media_type_of(head: bytes) -> str:
    """The type under which another file is offered: never one that a browser would run."""
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head and b"\x00" not in head and _is_utf8(head):
        return "text/plain"
    return BINARY


def _is_utf8(head: bytes) -> bool:
    try:
        # the last character may be cut
        head[: len(head) - 4 if len(head) > 4 else None].decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return True
