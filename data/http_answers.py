"""What an HTTP answer, or the lack of one, means: pure, one answer at a time."""

import ssl
from email.utils import parsedate_to_datetime

import httpx

from data.problems import Code

PACKINGS = ("identity", "gzip")
"""How an answer may be packed, at most once."""

ANSWERED = (200, 201)
"""A token that was made for us comes with 201."""


def may_explain(response: httpx.Response) -> bool:
    """Whether the answer is a failure with JSON beside it."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    packing = response.headers.get("content-encoding", "identity")
    return response.is_error and kind == "application/json" and packing in PACKINGS


def meaning(status: int) -> Code | None:
    """What an answer tells us that is not the one we asked for."""
    if status in ANSWERED:
        return None
    if 300 <= status < 400:
        return Code.REDIRECTED
    if status in (401, 403, 407):
        return Code.REFUSED_SIGN_IN
    if status == 429:
        return Code.TOO_MANY_REQUESTS
    if status >= 500:
        return Code.SERVER_FAILED
    return Code.WRONG_ADDRESS if status >= 400 else Code.NOT_THE_EXPECTED_ANSWER


def retry_after(response: httpx.Response) -> float | None:
    """Seconds asked for, as a number or as a date against the server's own clock."""
    asked = response.headers.get("retry-after", "")
    if asked.isascii() and asked.isdigit():
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
        wait = until - parsedate_to_datetime(response.headers.get("date", ""))
    except (ValueError, TypeError):
        return None
    return max(wait.total_seconds(), 0.0)


def code_of(error: BaseException) -> Code:
    """Why nothing came. A certificate we do not trust hides somewhere in the chain of causes."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Code.UNTRUSTED_CERTIFICATE
        cause = cause.__cause__ or cause.__context__
    return Code.UNREACHABLE


def origin(response: httpx.Response) -> str:
    """Where a redirect leads, without its path: sign-in pages carry one-time codes there."""
    try:
        target = response.request.url.join(response.headers.get("location", ""))
    except httpx.InvalidURL:
        return ""
    return f"{target.scheme}://{target.netloc.decode()}"
