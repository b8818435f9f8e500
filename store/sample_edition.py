"""The bundled sample edition, kept in a store of its own, never in the user's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from store.database.places import StorePlaces, data_folder

PAGES = Path(__file__).parent / "sample" / "pages"
NAMES = {"yxwb": "云溪晚报"}
_UNREAD_SETTING = "arrives_read_after_days"


def open_sample(
    folder: Path | None = None, *, told: Callable[[int, int], None] = lambda _done, _all: None
) -> StorePlaces:
    """Where the sample's store lies; filled by the same road as any page, once, or when it grew.

    ``told`` is called before it is filled, which takes some seconds, and after every page of it:
    how many are in, and of how many.
    """
    from store.headlines import Headlines, Marks

    places = StorePlaces.inside(folder or data_folder() / "sample")
    headlines = Headlines(places)
    try:
        held = len({(c.value) for c in headlines.dates()})
    finally:
        headlines.close()
    days = {page.name[5:15] for page in PAGES.glob("*.txt")}
    if held != len(days):
        from store.intake import add
        from store.reading.detect import ReadOptions

        pages = sorted(map(str, PAGES.glob("*.txt")))
        done = iter(range(1, len(pages) + 1))
        told(0, len(pages))
        add(
            [str(PAGES)],
            places,
            ReadOptions(codes=NAMES),
            report=lambda _file: told(next(done, len(pages)), len(pages)),
        )
        marks = Marks(places)
        # An edition of the past arrives read; the sample is always this morning's.
        marks.keep_setting(_UNREAD_SETTING, "off")
        marks.close()
    return places
