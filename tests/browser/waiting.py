"""Waiting for what a job of the portal does in its own time: a mail, a summary."""

import re
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from typing import TypeVar

from tests.browser.portal import Portal

WAIT_SECONDS = 90  # the clock of jobs beats every half a minute
T = TypeVar("T")


def eventually(ask: Callable[[], T], what: str) -> T:
    """Ask until the answer is something, and give it; fail after a while."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        if answer := ask():
            return answer
        time.sleep(0.5)
    raise AssertionError(f"{what}: not within {WAIT_SECONDS} seconds")


def link_in_file(portal: Portal, email: str) -> str:
    """Give the link of the invitation from the mail that the portal wrote to a file."""

    def found() -> str:
        for file in (portal.data / "mail").glob("*"):
            for mail in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
                message = message_from_bytes(mail, policy=policy.default)
                if message["To"] == email:
                    text = message.get_body(("plain",)).get_content()
                    return re.search(r"http://\S+/invitation/\S+", text)[0]
        return ""

    return eventually(found, f"a mail to {email}")
