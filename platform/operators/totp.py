"""Codes of an authenticator app, by allauth's arithmetic; each code counts once."""

import hmac
from urllib.parse import quote, urlencode

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time

from accounts.sealing import unseal
from operators.models import Operator


def new_secret() -> str:
    """A fresh secret in base 32."""
    secret: str = generate_totp_secret()
    return secret


def code_fits(operator: Operator, code: str) -> bool:
    """Whether the code is right now, or no code is asked for. A right one is used up, also between two processes."""
    if not operator.totp_secret:
        return True
    secret, given = unseal(operator.totp_secret), "".join(code.split())
    for counter in yield_hotp_counters_from_time():
        if hmac.compare_digest(format_hotp_value(hotp_value(secret, counter)), given):
            return bool(Operator.objects.filter(pk=operator.pk, totp_counter__lt=counter).update(totp_counter=counter))
    return False


def qr_code(email: str, secret: str) -> str:
    """An SVG of the address that authenticator apps read."""
    label, query = quote(f"Chorus:{email}"), urlencode({"secret": secret, "issuer": "Chorus"}, quote_via=quote)
    svg: str = DefaultMFAAdapter().build_totp_svg(f"otpauth://totp/{label}?{query}")
    return svg
