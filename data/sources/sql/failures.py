"""What a database or its driver says when it fails, as one of our problems.

The driver's own words go to the log, without the password; a reader gets the problem's sentence.
"""

import logging
from typing import Any

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from data.connections import SqlConnection
from data.problems import Code, Problem
from data.sources.sql.address import Address

_log = logging.getLogger(__name__)

_BY_STATE = {
    # Standard SQLSTATE codes and SQLite's names of its own.
    "28000": Code.REFUSED_SIGN_IN,
    "28P01": Code.REFUSED_SIGN_IN,
    "42501": Code.REFUSED_SIGN_IN,
    "3D000": Code.WRONG_ADDRESS,
    "57014": Code.TIMED_OUT,
    "55P03": Code.TIMED_OUT,
    "SQLITE_INTERRUPT": Code.TIMED_OUT,
    "SQLITE_BUSY": Code.TIMED_OUT,
    "SQLITE_NOTADB": Code.NOT_THE_EXPECTED_ANSWER,
    "SQLITE_CORRUPT": Code.NOT_THE_EXPECTED_ANSWER,
}
_BY_WORDS = {
    # PostgreSQL gives no code while a connection is being made, only a sentence.
    "password": "28P01",
    "authentication": "28000",
    "does not exist": "3D000",
    "timeout": "57014",
}


def problem_of(fault: Exception, connection: SqlConnection, address: Address) -> Problem:
    """The problem this failure is."""
    state = _state(fault)
    code = _code(fault, state)
    _log.warning("%s: %s %s: %s", connection.name, code.value, state, _said(fault, address))
    inputs: dict[str, str | int | float] = {"source": connection.name, "address": address.shown}
    if code is Code.TIMED_OUT:
        inputs["seconds"] = connection.deadline_seconds
    elif code is Code.NOT_THE_EXPECTED_ANSWER:
        inputs["expected"] = address.url.get_backend_name()
    elif code is not Code.UNREACHABLE:
        inputs["status"] = state
    return Problem(code, inputs)


def may_come_back(fault: BaseException) -> bool:
    """Whether nobody answered, who may in a moment; a sign-in that was refused stays refused."""
    return isinstance(fault, DBAPIError) and _code(fault, _state(fault)) is Code.UNREACHABLE


def _code(fault: Exception, state: str) -> Code:
    if isinstance(fault, TimeoutError):
        return Code.TIMED_OUT
    if not state and isinstance(fault, OperationalError | InterfaceError):
        return Code.UNREACHABLE
    if not state:
        return Code.NOT_THE_EXPECTED_ANSWER
    return _BY_STATE.get(state, Code.SERVER_FAILED)


def _state(fault: Exception) -> str:
    """The code the database or its driver gave, or the one its sentence stands for."""
    if not isinstance(fault, DBAPIError):
        return ""
    original: Any = fault.orig
    found = getattr(original, "sqlstate", None) or getattr(original, "sqlite_errorname", None)
    if found:
        return str(found)
    said = str(original).lower()
    return next((state for words, state in _BY_WORDS.items() if words in said), "")


def _said(fault: Exception, address: Address) -> str:
    said = str(fault.orig if isinstance(fault, DBAPIError) else fault)
    password = address.url.password
    return said.replace(str(password), "***") if password else said
