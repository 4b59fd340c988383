"""Choosing what one is told by mail, of which models; it counts for nobody else."""

from typing import Annotated

from pydantic import StringConstraints

from app.actions.doing import EVERYBODY, Deed, Doing, Form, Refused, action
from app.language.wishes import OCCASIONS, WishedWhen, chosen_when
from data.members import Wrong
from data.notices import About
from data.store import notices, outlooks, wishes
from data.store.wishes import Wish, account_key

LONGEST_UNIT = 1_000


class ChooseNotices(Form):
    """``unit`` is filled in where one unit is asked for."""

    when: WishedWhen
    about: About
    unit: Annotated[str, StringConstraints(max_length=LONGEST_UNIT)] = ""


@action("choose_notices", *EVERYBODY)
def choose_notices(doing: Doing, form: ChooseNotices) -> Deed:
    """Whoever asks is told this from now on, and nothing of what was before."""
    unit = form.unit if form.about is About.UNIT else ""
    if form.about is About.UNIT and not unit:
        raise Refused(unit=Wrong.NEEDED)
    if unit and unit not in outlooks.units(doing.conn):
        raise Refused(unit=Wrong.NOT_A_CHOICE)
    before = wishes.wish_of(doing.conn, doing.who.account)
    wish = Wish(doing.who.account, OCCASIONS[form.when], form.about, unit)
    wishes.say(doing.conn, wish, doing.now)
    notices.forget(doing.conn, account_key(wish.account))
    return Deed("", _told(wish), _told(before) if before else {})


def _told(wish: Wish) -> dict[str, str]:
    told = {"when": chosen_when(wish.occasions).value, "about": wish.about.value}
    return told | ({"unit": wish.unit} if wish.unit else {})
