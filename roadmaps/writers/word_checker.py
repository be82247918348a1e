"""The process that checks one Word template and ends: little memory, little time, no secrets.

Standard input: a line of JSON (`language`, `memory` in bytes, `seconds`), then the template's bytes.
Standard output: JSON, the `error` in that language, empty where the template is good.
"""

import json
import sys
from pathlib import Path
from typing import Final

import django
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from roadmaps.documents.child import limit
from roadmaps.documents.messages import REFUSALS
from roadmaps.writers.word_template import WordTemplateError
from roadmaps.writers.word_template_checks import check

_LOCALE: Final = Path(__file__).resolve().parents[2] / "locale"


def main() -> None:
    """Check what stands on the standard input and print what is wrong with it."""
    asked = json.loads(sys.stdin.buffer.readline())
    limit(memory=asked["memory"], seconds=asked["seconds"])
    settings.configure(USE_I18N=True, LOCALE_PATHS=[_LOCALE])
    django.setup()
    with translation.override(asked["language"]):
        sys.stdout.write(json.dumps({"error": said_of(sys.stdin.buffer.read())}))


def said_of(data: bytes) -> str:
    """What is wrong with a template, or nothing; a sentence also where it cannot be looked at."""
    try:
        check(data)
    except WordTemplateError as error:
        return str(error)
    except (MemoryError, RecursionError):
        return _("The template is too intricate to be filled in. Leave only the form and its fields in it.")
    except Exception:  # whatever a library stumbles over would be stumbled over at each export
        return _(REFUSALS["broken"])
    return ""


if __name__ == "__main__":
    main()
