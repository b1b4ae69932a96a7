"""What is known of a choice of sites, in words."""

from __future__ import annotations

from collections.abc import Mapping

#: What an answer of `planning.placering` is known to be.
STATUS: Mapping[str, str] = {
    "bevist": "Bevist: intet andet valg er bedre.",
    "bedste fundne": "Bedste fundne: tiden slap op, før det var bevist, at intet andet er bedre.",
    "umulig": "Det kan ikke lade sig gøre: intet valg opfylder kravet.",
    "intet fundet": "Tiden slap op, før der var fundet et valg, der opfylder kravet.",
}
