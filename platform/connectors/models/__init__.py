"""Rows of the connectors. Django looks for models here, so the submodules are imported."""

from connectors.models.address import AddressHealth, ReplyAddress
from connectors.models.inbound import InboundMail
from connectors.models.outgoing import OutgoingMail

__all__ = ["AddressHealth", "InboundMail", "OutgoingMail", "ReplyAddress"]
