"""Who is told what: places set up by whoever runs Rollcall, people named, and people who asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from app import members
from app.language.dates import local_day
from app.language.notices import Why
from app.language.sentence import Speech
from app.reports.digest import Fleet, Slugs
from app.reports.letters import Reader
from app.settings import Settings
from app.sign_in import rules_of
from data.notices import About, Occasion
from data.store import accounts, telling, wishes
from data.store.accounts import Account
from data.store.naming import folded
from data.store.roles import RoleName
from data.store.telling import Named
from data.store.who_is_who import people_at
from data.store.wishes import Wish, account_key


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who is told, by mail or by what a variable names. ``key`` stays theirs from round to
    round; ``owned`` are the models whose facts they confirm."""

    key: str
    reader: Reader
    occasions: frozenset[Occasion]
    slugs: Slugs
    owned: frozenset[str] = frozenset()
    email: str = ""
    url_env: str = ""


def recipients(
    conn: Connection, settings: Settings, found: Fleet, speech: Speech
) -> list[Recipient]:
    """Everybody to be told. What people asked for themselves goes before their being named."""
    named = telling.named(conn, local_day(speech.now, speech))
    asked = list(_who_asked(conn, settings, speech)) if settings.notices.mail else []
    already = {folded(account.email) for account, _ in asked}
    return [
        *_set_up(settings, found),
        *_asked(asked, named, found),
        *_named(settings, [each for each in named if folded(each.email) not in already]),
    ]


def of_units(found: Fleet, units: Iterable[str]) -> Slugs:
    """The models of these units; all of them where none is named."""
    wanted = set(units)
    if not wanted:
        return None
    return frozenset(slug for slug, each in found.stands.items() if each.unit in wanted)


def of_person(named: Iterable[Named], email: str, name: str) -> frozenset[str]:
    """The models somebody is named for, by address, else by name where no address is known."""
    return frozenset(
        each.slug
        for each in named
        if (folded(each.email) == folded(email) if each.email else False)
        or (not each.email and folded(each.person_name) == folded(name))
    )


def _set_up(settings: Settings, found: Fleet) -> Iterator[Recipient]:
    for each in settings.notices.to:
        yield Recipient(
            key=f"to:{each.name}",
            reader=Reader(Why.LISTED, each.name, each.units),
            occasions=frozenset(each.when),
            slugs=of_units(found, each.units),
            email=each.email,
            url_env=each.url_env,
        )


def _named(settings: Settings, named: Iterable[Named]) -> Iterator[Recipient]:
    # The people of the pretend company do not exist; their addresses may.
    if not settings.notices.owners or settings.pretend:
        return
    by_address: dict[str, list[Named]] = {}
    for each in named:
        if each.email:
            by_address.setdefault(folded(each.email), []).append(each)
    for address, mine in by_address.items():
        yield Recipient(
            key=f"named:{address}",
            reader=Reader(Why.NAMED, mine[0].person_name),
            occasions=frozenset(settings.notices.owners),
            slugs=frozenset(each.slug for each in mine),
            owned=frozenset(each.slug for each in mine if each.role is RoleName.OWNER),
            email=mine[0].email,
        )


def _who_asked(
    conn: Connection, settings: Settings, speech: Speech
) -> Iterator[tuple[Account, Wish]]:
    """Accounts that are let in, have an address the provider vouches for, and said what they want.

    Nobody vouches for whoever says who they are on this machine.
    """
    rules = rules_of(settings)
    said = wishes.all_wishes(conn) if rules.provider else []
    gone = _gone(conn, speech) if said else frozenset()
    for wish in said:
        account = accounts.known(conn, wish.account)
        if account is None or not account.email or account.shut_out_at is not None:
            continue
        if members.is_let_in(account, rules) and folded(account.email) not in gone:
            yield account, wish


def _gone(conn: Connection, speech: Speech) -> frozenset[str]:
    """The addresses of those who have left, as lists tell."""
    day = local_day(speech.now, speech)
    people = people_at(conn, speech.now).values()
    return frozenset(
        folded(each.email)
        for each in people
        if each.email and each.left_on is not None and each.left_on <= day
    )


_WHY: Mapping[About, Why] = {
    About.MINE: Why.MINE,
    About.UNIT: Why.UNIT,
    About.EVERYTHING: Why.EVERYTHING,
}


def _asked(
    asked: Iterable[tuple[Account, Wish]], named: Iterable[Named], found: Fleet
) -> Iterator[Recipient]:
    named = list(named)
    for account, wish in asked:
        if not wish.occasions:
            continue
        mine = of_person(named, account.email, account.name)
        units = (wish.unit,) if wish.about is About.UNIT else ()
        yield Recipient(
            key=account_key(account.id),
            reader=Reader(_WHY[wish.about], account.name, units),
            occasions=wish.occasions,
            slugs=mine if wish.about is About.MINE else of_units(found, units),
            email=account.email,
        )
