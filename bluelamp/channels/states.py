"""What a channel can be. A channel is permanent; its credentials change under it."""

from enum import StrEnum


class ChannelState(StrEnum):
    CONNECTED = "connected"
    NEEDS_AUTH = "needs_auth"
    PAUSED = "paused"
    DISCONNECTED = "disconnected"
