"""Redis as the carrier of wake-ups: a worker outlives it.

kombu's own transport puts unfinished messages back when a connection is given up, for which it wants the very
connection that is gone; the worker then ends with an AttributeError. Every job looks for its work in the
database and is woken again, so there is nothing to put back.
"""

from kombu.transport import redis


class Channel(redis.Channel):
    """A channel that leaves unfinished messages where they are."""

    do_restore = False


class Transport(redis.Transport):
    """Redis with such channels."""

    Channel = Channel
