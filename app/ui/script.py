"""The one script of our parts with their style: sent once, then kept by every browser.

Each part of a page brings only a line that imports it. Its name holds a hash of its content.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

from app.ui.theme import tokens

_HERE = Path(__file__).parent
_FILES = ("paper.js", "follow.js", "deeds.js", "clear.js", "forms.js", "point.js", "show.js")
# A style sheet that every part shares: read once, there before the first word of a part.
_STYLE = "const style = new CSSStyleSheet();\nstyle.replaceSync({});\n"
# The line runs from an address of its own making, where a path alone leads nowhere.
_IMPORT = """
const parts = import(location.origin + {});
export default async (part) => (await parts).show(part);
"""


@cache
def script() -> str:
    """An ES module that exports ``show``."""
    css = f"{tokens()}\n{(_HERE / 'look.css').read_text(encoding='utf-8')}"
    files = [(_HERE / each).read_text(encoding="utf-8") for each in _FILES]
    return "\n".join([_STYLE.format(json.dumps(css)), *files])


@cache
def path() -> str:
    """Where it is served."""
    return f"/parts/rollcall.{hashlib.sha256(script().encode()).hexdigest()[:16]}.js"


def importing() -> str:
    """The script of a single part."""
    return _IMPORT.format(json.dumps(path()))
