"""Settings that the store must know are handed to it: state.db keeps them for every reader."""

from __future__ import annotations

from store.database.places import StorePlaces, data_folder
from store.headline_records import ChenbaoError
from store.headlines import Marks
from tui.settings import Settings


def keep(places: StorePlaces, settings: Settings) -> None:
    """Hand the store what the settings say. Raises ChenbaoError on what cannot be done."""
    wanted: dict[str, str] = {}
    # The sample keeps its own, where everything is this morning's.
    days = settings.arrives_read_after_days
    if days is not None and places.articles.parent != data_folder() / "sample":
        wanted["arrives_read_after_days"] = str(days)
    if settings.both_scripts is not None:
        from store.language import scripts

        if settings.both_scripts and not scripts.can_be_told():
            raise ChenbaoError("both_scripts needs opencc: pip install 'chenbao[trad]'")
        wanted["both_scripts"] = "on" if settings.both_scripts else "off"
    if not wanted:
        return
    marks = Marks(places)
    try:
        for key, value in wanted.items():
            if marks.load_setting(key) != value:
                marks.keep_setting(key, value)
    finally:
        marks.close()
