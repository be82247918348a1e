"""What the order of a roadmap would say where nobody has written it: from the municipality's settings."""

from roadmaps.documents.content import Text
from roadmaps.documents.told import say_order
from roadmaps.models import Roadmap

SIGNER = ("order_signer_post", "order_signed_by")


def suggested_order(roadmap: Roadmap) -> dict[str, str]:
    """Return the fields of the order that are blank in a draft and known in the settings, by their names.

    An order that came with its own text is signed there, and one in force was signed by whoever signed it.
    """
    if (
        roadmap.is_template
        or not roadmap.is_draft
        or say_order(Text(row.get("heading", ""), row.get("text", "")) for row in roadmap.texts)
    ):
        return {}
    municipality = roadmap.municipality
    found = {} if roadmap.order_issuer else {"order_issuer": municipality.department}
    if not any(getattr(roadmap, name) for name in SIGNER):
        found |= zip(SIGNER, (municipality.signer_post, municipality.signer_name), strict=True)
    return {name: text for name, text in found.items() if text}
