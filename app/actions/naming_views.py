"""Giving what an address shows a name, so that others find it, and taking the name away."""

from typing import Annotated

from pydantic import StringConstraints

from app.actions.doing import EVERYBODY, Anothers, Deed, Doing, Form, Refused, RowNumber, action
from data.members import Role, Wrong
from data.store import views

LONGEST_NAME = 80
LONGEST_ADDRESS = 2_000
"""Letters: longer ones are cut by browsers and mail programs."""
MOST = 50
"""Views of one person; more than this nobody finds again."""
# A path of ours with what it asks for: never another server, and never a script.
_ADDRESS = r"^/[a-z]*(\?[^\s#]*)?$"


class NameView(Form):
    """``address`` is the path of a page with its query."""

    name: Annotated[str, StringConstraints(max_length=LONGEST_NAME, pattern=r"\w")]
    address: Annotated[str, StringConstraints(max_length=LONGEST_ADDRESS, pattern=_ADDRESS)]


class ForgetView(Form):
    """``view`` is the number of one."""

    view: RowNumber


@action("name_view", *EVERYBODY)
def name_view(doing: Doing, form: NameView) -> Deed:
    """No two views share a name: a link that somebody tells others must lead to one place."""
    if views.is_taken(doing.conn, form.name):
        raise Refused(name=Wrong.TAKEN)
    if views.count(doing.conn, doing.who.account) >= MOST:
        raise Refused(name=Wrong.TOO_MANY)
    views.add(doing.conn, form.name, form.address, doing.who.account, doing.now)
    return Deed("", {"name": form.name, "address": form.address})


@action("forget_view", *EVERYBODY)
def forget_view(doing: Doing, form: ForgetView) -> Deed:
    """One's own; a manager and an administrator may tidy up after others."""
    found = views.one(doing.conn, form.view)
    if found is None:
        raise Refused(view=Wrong.NOT_A_CHOICE)
    if found.account != doing.who.account and not doing.who.may(TIDY):
        raise Anothers
    views.forget(doing.conn, form.view)
    return Deed("", {}, {"name": found.name, "address": found.address})


TIDY = frozenset({Role.MANAGER, Role.ADMINISTRATOR})
"""Who may take away the names that others gave."""
