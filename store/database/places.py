"""Where the two files of a store lie: ``chenbao.db`` and ``state.db``.

The first keeps the articles, the second the reader's own marks. Everything made here is
the user's alone: folders 0700, files 0600.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from store.headline_records import ChenbaoError

ARTICLES = "chenbao.db"
STATE = "state.db"


@dataclass(frozen=True, slots=True)
class StorePlaces:
    """The two files of one store. Neither needs to exist yet."""

    articles: Path
    state: Path

    @classmethod
    def find(
        cls, store: str | Path | None = None, environ: Mapping[str, str] | None = None
    ) -> StorePlaces:
        """Resolve ``--store``, ``CHENBAO_STORE``, ``CHENBAO_STATE``, else the data folder.

        A folder given as the store holds its ``chenbao.db``. ``state.db`` lies beside the
        articles; beside a newsroom's snapshot nothing can be written, so there it goes to the
        user's own data folder, under a name made from the snapshot's path.
        """
        environ = os.environ if environ is None else environ
        given = store or environ.get("CHENBAO_STORE")
        if given:
            articles = Path(given).expanduser().absolute()
            if str(given).endswith(os.sep) or articles.is_dir():
                articles /= ARTICLES
        else:
            articles = data_folder(environ) / ARTICLES
        named = environ.get("CHENBAO_STATE")
        if named:
            return cls(articles, Path(named).expanduser().absolute())
        state = articles.with_name(STATE)
        if articles.parent.is_dir() and not os.access(articles.parent, os.W_OK):
            mark = blake2b(os.fsencode(articles), digest_size=4).hexdigest()
            state = data_folder(environ) / f"state-{articles.stem}-{mark}.db"
        return cls(articles, state)

    @classmethod
    def inside(cls, folder: Path) -> StorePlaces:
        """Both files in one folder, as tests and the sample edition want them."""
        return cls(folder / ARTICLES, folder / STATE)


def data_folder(environ: Mapping[str, str] | None = None) -> Path:
    """The platform's folder for the user's chenbao data (not made here)."""
    from platformdirs import PlatformDirs

    return Path(PlatformDirs("chenbao", appauthor=False).user_data_dir)


def make_private(path: Path) -> None:
    """Make ``path`` as an empty file of the user's alone, with its folders, unless it exists."""
    try:
        missing = [p for p in (path.parent, *path.parent.parents) if not p.exists()]
        for folder in reversed(missing):
            folder.mkdir(mode=0o700, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as fault:
        raise ChenbaoError("cannot be made ({why})", str(path), why=fault.strerror) from fault
