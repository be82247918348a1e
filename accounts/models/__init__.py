"""People's logins, their invitations and the portal's outgoing mail."""

from accounts.models.installation import Installation
from accounts.models.invitation import Invitation
from accounts.models.message import Message, MessageQuerySet, OutboxHealth
from accounts.models.user import User

__all__ = ["Installation", "Invitation", "Message", "MessageQuerySet", "OutboxHealth", "User"]
