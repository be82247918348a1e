"""What the portal refuses to start with: a view that does not say who may open it."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver

from common.access import PUBLIC, SIGNED_IN, AccessMixin
from schools.access import Ability

Patterns = Sequence[URLPattern | URLResolver]

_KNOWN = frozenset({PUBLIC, SIGNED_IN, *Ability})


def patterns_of(patterns: Patterns, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield each address of ours with its pattern, through all includes; Django's admin guards itself."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address, pattern
        elif pattern.namespace != "admin":
            yield from patterns_of(pattern.url_patterns, address)


def is_guarded(pattern: URLPattern) -> bool:
    """Whether the view asks for an ability that roles can have, or is open on purpose."""
    view = getattr(pattern.callback, "view_class", None)
    is_ours = isinstance(view, type) and issubclass(view, AccessMixin)
    return is_ours and getattr(view, "ability", None) in _KNOWN


def require_abilities(patterns: Patterns) -> None:
    """Raise ImproperlyConfigured if a view names no ability or is not made of ``AccessMixin``."""
    unguarded = [address for address, pattern in patterns_of(patterns) if not is_guarded(pattern)]
    if unguarded:
        raise ImproperlyConfigured(
            f"These views do not say who may open them (see common.access): {', '.join(unguarded)}"
        )
