"""Text that a spreadsheet program would run as a formula: led by an apostrophe, and back again."""

import re

_SIGNS = "=+\\-@\u2212\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
_PASSED_OVER = "\\s\ufeff\u200b-\u200f\u2060\x00-\x20\"'“”„‘’‚«»\uff02\uff07`´"
"""What spreadsheet programs leave out before they look for a formula, and some that they may."""
_RISKY = re.compile(
    f"^(?=[\t\r\n]|[{_PASSED_OVER}]*[{_SIGNS}])"
    # A program of another country parts columns at semicolons and would begin a cell there. The
    # number keeps the search short in a text made of nothing but line ends.
    f"|(?<=[;\t\r\n])(?=[{_PASSED_OVER}]{{0,100}}[{_SIGNS}])"
)
_GUARD = re.compile(
    f"^'(?=[\t\r\n]|[{_PASSED_OVER}]*[{_SIGNS}])"
    f"|(?<=[;\t\r\n])'(?=[{_PASSED_OVER}]{{0,100}}[{_SIGNS}])"
)


def guarded(text: str) -> str:
    """Text for a cell of a CSV file that no spreadsheet program takes for a formula."""
    return _RISKY.sub("'", text)


def unguarded(text: str) -> str:
    """What ``guarded`` was given; text that it never saw loses no more than such an apostrophe."""
    return _GUARD.sub("", text)
