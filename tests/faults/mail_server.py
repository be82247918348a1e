"""A mail server in a process of its own: slow, or misbehaving by the recipient's name; it keeps a list."""

import asyncio
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult
from django.conf import settings

from tests.faults.ground import fork
from tests.services import free_port


class Handler:
    """Answers by what the recipient's address begins with, and writes down what it has taken."""

    def __init__(self, path: str, delay: float) -> None:
        self.list, self.delay = Path(path).open("ab", buffering=0), delay  # noqa: SIM115

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        name = address.split("@")[0]
        if name.startswith("rcpt-"):
            code = name[5:8]
            if code == "421":
                asyncio.get_running_loop().call_later(0.05, server.transport.close)
            return f"{code} said at the address"
        if name.startswith("hang-up-early"):
            server.transport.close()
            return "250 never heard"
        if name.startswith("silent-early"):
            await asyncio.sleep(30)
        if name.startswith("nonsense"):
            return "999 abracadabra"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        name = envelope.rcpt_tos[0].split("@")[0]
        if name.startswith("data-"):
            return f"{name[5:8]} said at the text"
        if name.startswith("hang-up-late-untaken"):
            server.transport.close()
            return "250 never heard"
        await asyncio.sleep(150 if name.startswith("slow-150") else self.delay)
        head = envelope.content.split(b"\r\n\r\n", 1)[0]
        found = next(line for line in head.splitlines() if line.lower().startswith(b"message-id:"))
        self.list.write(b"%s %s %.3f\n" % (found.split()[1], envelope.rcpt_tos[0].encode(), time.time()))
        if name.startswith("hang-up-late-taken"):
            server.transport.close()
        if name.startswith("silent-late"):
            await asyncio.sleep(30)
        return "250 taken"


def _serve(path: str, port: int, delay: float, wants_login: bool) -> None:
    handler = Handler(path, delay)
    options = {"decode_data": False}
    if wants_login:
        refuse = AuthResult(success=False, handled=False, message="535 5.7.8 wrong password")
        options |= {"authenticator": lambda *_: refuse, "auth_required": True, "auth_require_tls": False}

    async def main() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(handler, **options), "127.0.0.1", port)
        async with server:
            await server.serve_forever()

    asyncio.run(main())


class Taken:
    """What the server has taken so far, read from its list as it grows."""

    def __init__(self, path: Path) -> None:
        self.path, self._read = path, 0
        self.ids: Counter[str] = Counter()
        self.recipients: Counter[str] = Counter()

    def look(self) -> int:
        """Read what is new; give how many mails in all."""
        with self.path.open("rb") as file:
            file.seek(self._read)
            lines = file.read()
        whole = lines[: lines.rfind(b"\n") + 1]
        self._read += len(whole)
        for line in whole.decode().splitlines():
            message_id, recipient, _at = line.split()
            self.ids[message_id] += 1
            self.recipients[recipient] += 1
        return self.ids.total()

    @property
    def duplicates(self) -> int:
        """Mails beyond the first of each Message-ID."""
        self.look()
        return self.ids.total() - len(self.ids)

    @property
    def of_two_ids(self) -> int:
        """Mails beyond the first of each recipient that had another Message-ID: not to be recognised."""
        self.look()
        return len(self.ids) - len(self.recipients)


@contextmanager
def mail_server(*, delay: float = 0, wants_login: bool = False) -> Iterator[Taken]:
    """Run the server and point the portal at it."""
    port = free_port()
    path = Path(settings.DATA_DIR) / f"taken-{port}.txt"
    path.touch()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    process = fork(_serve, str(path), port, delay, wants_login)
    _wait_for(port)
    try:
        yield Taken(path)
    finally:
        process.kill()
        process.join()


def _wait_for(port: int) -> None:

    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the mail server does not start")
