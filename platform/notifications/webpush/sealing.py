"""Encrypting a message for one browser (RFC 8291, aes128gcm of RFC 8188). Plain values in, plain values out."""

import base64
import binascii
import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MOST = 3_000
"""Push services take 4096 bytes with everything around."""
_RECORD = 4_096


def encode(raw: bytes) -> str:
    """base64url without padding, as web push writes bytes."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """The bytes again; raises ValueError."""
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("not base64url") from error


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as the 65 bytes that browsers use."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def seal_message(
    message: bytes, *, p256dh: str, auth: str, private: ec.EllipticCurvePrivateKey | None = None, salt: bytes | None = None
) -> bytes:
    """The body to send; only the browser with these keys can open it. A key pair and a salt are made for each message."""
    reader = decode(p256dh)
    ours = private or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(16)
    key, nonce = _keys(ours, reader, decode(auth), salt=salt, sender=point(ours.public_key()), receiver=reader)
    sealed = AESGCM(key).encrypt(nonce, message[:MOST] + b"\x02", None)
    sender = point(ours.public_key())
    return salt + struct.pack("!LB", _RECORD, len(sender)) + sender + sealed


def open_message(body: bytes, *, private: ec.EllipticCurvePrivateKey, auth: str) -> bytes:
    """What a browser does with it; raises ValueError when it was sealed for another."""
    salt, (_record, length) = body[:16], struct.unpack("!LB", body[16:21])
    sender, sealed = body[21 : 21 + length], body[21 + length :]
    receiver = point(private.public_key())
    key, nonce = _keys(private, sender, decode(auth), salt=salt, sender=sender, receiver=receiver)
    try:
        return AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00").removesuffix(b"\x02")
    except InvalidTag as error:
        raise ValueError("sealed for another") from error


def _keys(
    private: ec.EllipticCurvePrivateKey, other: bytes, auth: bytes, *, salt: bytes, sender: bytes, receiver: bytes
) -> tuple[bytes, bytes]:
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), other)
    shared = private.exchange(ec.ECDH(), public)
    secret = _hkdf(auth, shared, b"WebPush: info\x00" + receiver + sender, 32)
    key = _hkdf(salt, secret, b"Content-Encoding: aes128gcm\x00", 16)
    return key, _hkdf(salt, secret, b"Content-Encoding: nonce\x00", 12)


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)
