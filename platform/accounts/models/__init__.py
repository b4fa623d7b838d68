"""Rows of sign-in identity. Django looks for models here, so the submodules are imported."""

from accounts.models.invitation import Invitation
from accounts.models.personal import DataExport, Erasure
from accounts.models.session import Session
from accounts.models.token import ApiToken
from accounts.models.user import User

__all__ = ["ApiToken", "DataExport", "Erasure", "Invitation", "Session", "User"]
