"""Every bound of the live connection in one place."""

RING = 2_000
"""Events a feed keeps in memory for replay."""
FARTHEST = 5_000
"""A cursor further behind than this is reset instead of replayed."""
BATCH = 500
"""Events read from the log at once."""
YIELD_EVERY = 250
"""Frames written before the event loop gets a turn."""

TICK_SECONDS = 2.0
"""How often heads are compared, so that a dead Redis delays and does not lose."""
SKIP_TICKS = 3
SESSION_TICKS = 10
IDLE_TICKS = 30

BUFFER_BYTES = 1_000_000
"""Unsent bytes at which a socket is closed as lagged, whatever the frames are."""
PACE_BYTES = 256_000
"""Unsent bytes above which a socket leaves the fan-out and is replayed to at its own pace."""
QUEUE_FRAMES = 256
"""The same bound on servers whose transport we do not know, in frames."""
STALL_SECONDS = 10.0
"""How long a replay waits for a client that does not read at all."""

FRAME_BYTES = 8_192
FRAMES_PER_SECOND = 20.0
FRAMES_BURST = 60.0
HELLO_COST = 5.0
TOPICS = 200
HELLO_SECONDS = 10.0
SOCKETS_PER_USER = 100
SOCKETS_PER_TENANT = 20_000

LANE_SECONDS = 30.0
"""How long "viewing" or "typing" holds without being renewed."""
LANE_GAP_SECONDS = 1.0
"""One lane frame per socket and topic in this time; the last state wins."""

LAGGED = 4009
SIGNED_OUT = 4003
BAD_FRAME = 4008
