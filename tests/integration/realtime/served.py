"""What the test server serves: the platform's own application, with the rooms registered."""

from config.asgi import application
from tests.integration.realtime import rooms

rooms.register()
__all__ = ["application"]
