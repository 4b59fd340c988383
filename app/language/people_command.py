"""What ``rollcall people`` says."""

from collections.abc import Sequence
from datetime import datetime

from app.language.amounts import whole
from app.language.dates import moment
from app.language.sentence import Speech
from app.language.translating import N_, NN_, counted, text


def nobody_yet(speech: Speech) -> str:
    """The list is empty."""
    return text(N_("Nobody has signed in yet."), speech)


def not_one(named: str, count: int, speech: Speech) -> str:
    """No person, or more than one, goes by what was typed."""
    if not count:
        message = N_(
            "Nobody who has signed in has {named} as e-mail or subject. Whoever is to get a role "
            "signs in once first. `rollcall people` lists everybody."
        )
        return text(message, speech, named=named)
    message = N_(
        "{count} people go by {named}, so nothing was done. Name one by the subject; where that is "
        "the same too, add --issuer:"
    )
    return text(message, speech, named=named, count=whole(count, speech))


def person(name: str, email: str, speech: Speech) -> str:
    """The first line about somebody."""
    return text(N_("{name} · {email}"), speech, name=name, email=email) if email else name


def shut_out(since: datetime, speech: Speech) -> str:
    """Somebody is not let in."""
    return text(N_("shut out since {moment}"), speech, moment=moment(since, speech))


def may(roles: Sequence[str], speech: Speech) -> str:
    """What somebody may do, by the names of roles."""
    return text(N_("roles: {roles}"), speech, roles=", ".join(roles))


def withheld(roles: Sequence[str], speech: Speech) -> str:
    """What somebody may not do, whatever their groups say."""
    return text(N_("withheld: {roles}"), speech, roles=", ".join(roles))


def known_as(subject: str, issuer: str, speech: Speech) -> str:
    """Who somebody is to the provider."""
    return text(N_("subject {subject} of {issuer}"), speech, subject=subject, issuer=issuer)


def signed_in(count: int, speech: Speech) -> str:
    """In how many browsers somebody is signed in."""
    told = NN_("signed in with {count} browser", "signed in with {count} browsers")
    return counted(told, count, speech, count=whole(count, speech))


def needs_person(speech: Speech) -> str:
    """Options that change something, and nobody to change it for."""
    return text(N_("Say about whom: rollcall people E-MAIL-OR-SUBJECT --grant expert"), speech)


def viewers_all(speech: Speech) -> str:
    """The one role that cannot be given or taken."""
    return text(N_("Everybody let in is a viewer; to keep somebody out, use --shut-out."), speech)


def needs_decision(speech: Speech) -> str:
    """Somebody is named, and nothing is asked about them."""
    message = N_(
        "Say what to do: --grant, --withhold, --leave-to-groups, --shut-out, --let-in or "
        "--end-sign-ins."
    )
    return text(message, speech)
