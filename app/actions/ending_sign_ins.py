"""Ending every sign-in of one's own, for instance because a laptop was left somewhere."""

from app.actions.doing import Deed, Doing, Form, action
from data.members import Role
from data.store import accounts


class EndSignIns(Form):
    """Nothing is asked."""


@action("end_sign_ins", *Role)
def end_sign_ins(doing: Doing, form: EndSignIns) -> Deed:  # noqa: ARG001 - every action has a form
    """Whoever asks is signed out everywhere, in the browser they ask from too."""
    ended = accounts.end_all(doing.conn, doing.who.account, doing.now)
    return Deed("", {"ended": ended})
