"""What went wrong, in the interface's language.

The store's sentences are their own keys: they are gathered from the places that raise them
(``python -m bench catalogues``), and their figures are put in after they were translated.
"""

from __future__ import annotations

from store.headline_records import ChenbaoError
from tui.words import _


def told(fault: object) -> str:
    """The sentence about a fault; what is not a fault of ours is told as it is."""
    if not isinstance(fault, ChenbaoError):
        return str(fault)
    if hasattr(fault, "code"):
        from store.search import QueryError
        from tui import query_faults

        if isinstance(fault, QueryError):
            return query_faults.told(fault)
    said = _(fault.message) if fault.message else ""
    if fault.figures:
        said = said.format(**fault.figures)
    return f"{fault.source}: {said}" if fault.source else said
