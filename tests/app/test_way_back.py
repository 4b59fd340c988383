"""Whoever signs in comes back to the page they left, and to nothing that is not ours."""

import pytest

from app.way_back import LONGEST, found, kept, own_page, page_of

HOST = "rollcall.example.com"


@pytest.mark.parametrize(
    "place",
    [
        "/",
        "/models",
        "/models?status=below&unit=Retail",
        "/model?model=claims-triage&day=2026-03-01",
        "/me",
    ],
)
def test_a_page_of_ours_is_gone_back_to(place: str) -> None:
    assert page_of(f"https://{HOST}{place}", HOST) == place
    assert found(kept(place)) == place


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://evil.example/models",
        f"https://{HOST}.evil.example/models",
        f"https://{HOST}:444/models",
        f"https://evil@{HOST}/models",
        f"https://{HOST}//evil.example",
        f"https://{HOST}/\\evil.example",
        f"https://{HOST}/auth/logout",
        f"https://{HOST}/export/models.csv",
        f"https://{HOST}/models/../auth/logout",
        f"https://{HOST}/nowhere",
        f"javascript://{HOST}/models",
        "//evil.example/models",
        "https://[::1/models",
    ],
)
def test_everything_else_leads_to_the_first_page(address: str) -> None:
    assert page_of(address, HOST) == "/"


@pytest.mark.parametrize(
    "planted",
    [
        "//evil.example",
        "%2F%2Fevil.example",
        "https%3A%2F%2Fevil.example",
        "%5C%5Cevil.example",
        "%2Fmodels%2F..%2F%2Fevil.example",
        "%00",
        "%FF%FE",
    ],
)
def test_a_cookie_that_somebody_planted_leads_to_the_first_page(planted: str) -> None:
    assert found(planted) == "/"


def test_a_query_cannot_end_a_header_or_a_cookie() -> None:
    place = own_page('/models?find=a\r\nSet-Cookie: x="y"; \u202eü')
    assert place.startswith("/models?find=a%0D%0ASet-Cookie:")
    assert place.isascii()
    assert not set(place) & set('\r\n" ')


def test_a_query_too_long_for_a_cookie_is_left_out() -> None:
    assert own_page("/models?find=" + "a" * LONGEST) == "/models"
