"""Makes the tables of docs/your-data.md: ``python -m docs.make_your_data``.

What stands above them is written by hand; what they say is in data/export/dictionary.toml.
"""

import sys
import tempfile
from pathlib import Path

from data.export.dictionary import reference
from data.store.engine import open_store, reading
from data.store.schema import upgrade
from data.store.whole import tables

PAGE = Path(__file__).parent / "your-data.md"
BELOW = "<!-- What follows is made by docs/make_your_data.py. -->\n\n"


def main() -> int:
    """Write the tables anew; returns the exit code."""
    above, _, _ = PAGE.read_text(encoding="utf-8").partition(BELOW)
    PAGE.write_text(above + BELOW + made(), encoding="utf-8")
    return 0


def made() -> str:
    """The tables as a new store has them."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_store(f"sqlite:///{Path(folder) / 'store.db'}")
        upgrade(engine)
        with reading(engine) as conn:
            told = reference(tables(conn))
        engine.dispose()
    return told


if __name__ == "__main__":
    sys.exit(main())
