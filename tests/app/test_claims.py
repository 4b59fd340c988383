"""What a provider says of somebody, right or wrong."""

import pytest

from app.claims import LONGEST, claimed

ANA = {
    "iss": "https://login.example",
    "sub": "u1",
    "name": "Ana Ruiz",
    "email": "ana@example.com",
    "email_verified": True,
    "groups": ["experts", "staff"],
}


def test_who_it_is_and_what_they_are_called() -> None:
    found = claimed(ANA, "groups")
    assert found
    assert (found.issuer, found.subject) == ("https://login.example", "u1")
    assert (found.name, found.email) == ("Ana Ruiz", "ana@example.com")
    assert found.groups == ("experts", "staff")


@pytest.mark.parametrize("missing", ["iss", "sub"])
@pytest.mark.parametrize("instead", [None, "", 5, ["u1"], {"a": 1}])
def test_without_issuer_and_subject_it_is_nobody(missing: str, instead: object) -> None:
    assert claimed(ANA | {missing: instead}, "groups") is None


def test_an_address_that_is_not_verified_is_not_taken() -> None:
    found = claimed(ANA | {"email_verified": False}, "groups")
    assert found
    assert found.email == ""


@pytest.mark.parametrize(
    ("left", "called"),
    [
        ({"name": ""}, "ana@example.com"),
        ({"name": None, "preferred_username": " ana  r "}, "ana r"),
        ({"name": " ", "email": ""}, "u1"),
        ({"name": "W" * 5_000}, "W" * LONGEST),
    ],
)
def test_somebody_without_a_name_is_called_by_what_there_is(
    left: dict[str, object], called: str
) -> None:
    found = claimed(ANA | left, "groups")
    assert found
    assert found.name == called


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("experts", ("experts",)),
        (["a", 5, None, "b"], ("a", "b")),
        (None, ()),
        ({"a": "b"}, ()),
        (7, ()),
    ],
)
def test_groups_come_as_a_list_or_as_one_name(said: object, understood: tuple[str, ...]) -> None:
    found = claimed(ANA | {"roles": said}, "roles")
    assert found
    assert found.groups == understood
