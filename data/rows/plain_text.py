"""The content of a file becomes text, or is refused: nothing is stored that was read wrongly."""

from data.problems import Code, Problem, Rejected, Unreadable

_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NOT_IN_TEXT = bytes({*range(32)} - {*b"\t\n\r\f"})
_LOOKED_AT = 4096


def decoded(path: str, content: bytes, *, packed: Unreadable = Unreadable.PACKED) -> str:
    """The text of a UTF-8 file, with or without a byte order mark; raises Rejected.

    Another encoding is told apart where it can be, and never guessed at. ``packed`` is what to say
    of an Excel file.
    """
    if not content.strip():
        raise unreadable(path, Unreadable.EMPTY)
    if content.startswith(_EXCEL):
        raise unreadable(path, packed)
    if content.startswith(_UTF_16):
        raise unreadable(path, Unreadable.NOT_UTF8)
    beginning = content[:_LOOKED_AT]
    if beginning.startswith(b"%PDF") or beginning.translate(None, _NOT_IN_TEXT) != beginning:
        raise unreadable(path, Unreadable.NOT_TEXT)
    if b"\0" in content:
        raise unreadable(path, Unreadable.NOT_TEXT, _line(content, content.index(b"\0")))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise unreadable(path, Unreadable.NOT_UTF8, _line(content, fault.start)) from None


def unreadable(path: str, why: Unreadable, line: int = 0) -> Rejected:
    """What to raise about a file that cannot be read; ``line`` 0 means the whole of it."""
    return Rejected(Problem(Code.FILE_UNREADABLE, {"path": path, "why": why.value, "line": line}))


def _line(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
