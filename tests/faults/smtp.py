"""Fifteen kinds of fault of a mail server, one bad mail in a thousand: 999 delivered, the bad one shown."""

import time
import warnings

from django.conf import settings

from accounts.choices import MessageState
from accounts.models import Message
from accounts.services import outbox
from tests.faults.ground import ground, mails, report, size
from tests.faults.mail_server import mail_server

# What the address begins with, and what must be said of the one bad mail of it.
OF_ONE_MAIL = {
    "rcpt-450": "450 said at the address",
    "rcpt-550": "550 said at the address",
    "rcpt-421": "421 said at the address",
    "rcpt-552": "552 said at the address",
    "data-451": "451 said at the text",
    "data-452": "452 said at the text",
    "data-554": "554 said at the text",
    "hang-up-early": "SMTPServerDisconnected",
    "hang-up-late-untaken": "SMTPServerDisconnected",
    "hang-up-late-taken": "SMTPServerDisconnected",
    "silent-early": "SMTPServerDisconnected",
    "silent-late": "SMTPServerDisconnected",
    "nonsense": "999 abracadabra",
}
OF_THE_SERVER = {
    "no TLS": {"EMAIL_USE_TLS": True},
    "wrong password": {"EMAIL_HOST_USER": "portal", "EMAIL_HOST_PASSWORD": "wrong"},
}


def send_all() -> None:
    """Send until nothing is due any more; a mail that is put off is due at once here."""
    for _ in range(len(outbox.DELAYS) + 2):
        while outbox.send_waiting().sent:
            pass
        Message.objects.filter(state=MessageState.WAITING).update(next_attempt_at="2020-01-01T00:00Z")


def one_bad(kind: str, said: str, count: int) -> str:
    """Send so many mails with one bad among them; give what is wrong, «» if nothing."""
    with mail_server() as taken:
        mails(count // 2, prefix=f"good-{kind}-first")
        mails(1, prefix=kind)
        mails(count - count // 2 - 1, prefix=f"good-{kind}-second")
        send_all()
        bad = Message.objects.get(recipient__startswith=kind)
        good = Message.objects.filter(recipient__startswith=f"good-{kind}")
        taken.look()
        delivered = sum(name.startswith("good") for name in taken.recipients)
        wrong = good.exclude(state=MessageState.SENT).count()
        is_shown = bad.state == MessageState.FAILED and bad.error.startswith(said)
        twice = sum(taken.recipients[name] > 1 for name in taken.recipients if not name.startswith(kind))
        is_doubtful = bad.doubts > 0
        may_be_taken = kind in ("hang-up-late-untaken", "hang-up-late-taken", "silent-late")
    if delivered == count - 1 and not wrong and not twice and is_shown and is_doubtful == may_be_taken:
        return ""
    return f"{kind}: {delivered} delivered, {twice} twice, the bad one {bad.state} «{bad.error}» {bad.doubts}"


def whole_server(kind: str, changed: dict[str, object], count: int) -> str:
    """A server that lets nobody in: all mail waits, no attempt is spent, and then everything goes."""
    kept = {name: getattr(settings, name) for name in changed}
    with mail_server(wants_login=kind == "wrong password") as taken:
        for name, value in changed.items():
            setattr(settings, name, value)
        mails(count, prefix=f"all-{kind.replace(' ', '-')}")
        send_all()
        waiting = Message.objects.filter(state=MessageState.WAITING, attempts=0).count()
        early = taken.look()
        for name, value in kept.items():
            setattr(settings, name, value)
    with mail_server() as taken:
        send_all()
        delivered = taken.look()
    if waiting == count and not early and delivered == count:
        return ""
    return f"{kind}: {waiting} waited, {early} went early, {delivered} delivered in the end"


def main() -> None:
    """Each kind in turn."""
    count = size(1000, 20)
    settings.EMAIL_TIMEOUT, settings.EMAIL_ANSWER_TIMEOUT = 1, 1
    warnings.simplefilter("ignore", UserWarning)  # a server that asks for a password without TLS, on purpose
    begun = time.monotonic()
    with ground():
        troubles = [one_bad(kind, said, count) for kind, said in OF_ONE_MAIL.items()]
        troubles += [whole_server(kind, changed, size(100, 10)) for kind, changed in OF_THE_SERVER.items()]
        found = [trouble for trouble in troubles if trouble]
        report(
            "smtp",
            not found,
            {
                "kinds": len(troubles),
                "mails of each": count,
                "delivered of each": count - 1 if not found else "; ".join(found),
                "bad ones shown": len(OF_ONE_MAIL) - len(found),
                "seconds": round(time.monotonic() - begun),
            },
        )


if __name__ == "__main__":
    main()
