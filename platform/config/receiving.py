"""daphne's requests with a largest body. daphne keeps a whole body before it asks anybody, so the limit stands before that.

A body that is announced as too large is refused by its headers; one that comes in pieces, by the piece that goes too far.
"""

from typing import Any

from daphne import http_protocol
from twisted.internet import reactor

from config.bodies import refuse

LINGER = 2.0
"""Seconds in which the rest is read and dropped: a connection cut at once takes the answer with it."""


class BoundedRequest(http_protocol.WebRequest):
    """See above; `most` is in bytes."""

    most = 0
    is_refused = False

    def gotLength(self, length: int | None) -> None:  # noqa: N802 - Twisted's name
        """The headers are there: `length` is what they announce."""
        too_large = length is not None and length > self.most
        super().gotLength(0 if too_large else length)
        if too_large:
            self._refuse()

    def handleContentChunk(self, data: bytes) -> None:  # noqa: N802 - the same
        """A piece of the body."""
        if self.is_refused:
            return
        if self.content.tell() + len(data) > self.most:
            self._refuse()
            return
        super().handleContentChunk(data)

    def process(self) -> Any:
        """The request is complete."""
        if not self.is_refused:
            return super().process()
        self.channel.loseConnection()
        return None

    def _refuse(self) -> None:
        self.is_refused = True
        languages = self.requestHeaders.getRawHeaders(b"Accept-Language", [b""])[0]
        self.requestHeaders.removeHeader(b"Expect")  # nobody shall go on
        # Twisted reads the first line when the request is complete, so here it is still with the channel.
        refusal = refuse(self.channel._path, languages, most=self.most)
        lines = [b"HTTP/1.1 413 Content Too Large", *(name + b": " + value for name, value in refusal.headers)]
        self.channel.transport.write(b"\r\n".join([*lines, b"", refusal.body]))
        self.content.truncate(0)
        loop: Any = reactor  # a module that Twisted replaces by an object
        loop.callLater(LINGER, self.channel.loseConnection)


def install(*, most: int) -> None:
    """Have daphne make its requests so; other servers go through `config.http` alone, which knows the same limit."""
    BoundedRequest.most = most
    http_protocol.WebRequest = BoundedRequest
