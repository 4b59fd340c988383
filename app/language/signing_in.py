"""What people read who sign in, or whose sign-in has ended."""

from enum import Enum, unique

from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence


@unique
class SignInLabel(Enum):
    """A label of the screen that asks for a sign-in, and of the page about whoever is here."""

    SIGN_IN = N_("Sign in")
    SIGN_OUT = N_("Sign out")
    SIGNED_OUT = N_("You are signed out here. Continue.")
    END_HEADING = N_("Every browser you are signed in with")
    END_ALL = N_("End all my sign-ins")
    AGAIN = N_("If you see this again after you signed in, please ask whoever runs Rollcall.")


def signed_in(email: str, speech: Speech) -> tuple[Sentence, ...]:
    """Where a provider says who people are."""
    known = (
        sentence(N_("Your company's sign-in says who you are: {email}."), speech, email=email)
        if email
        else sentence(N_("Your company's sign-in says who you are."), speech)
    )
    recorded = N_("What you do is recorded under this name; everybody here may see everything.")
    return known, sentence(recorded, speech)
