"""Saying whether a sentence was clear, so that somebody can mend its wording."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from app.actions.doing import EVERYBODY, Deed, Doing, Form, action
from app.language.wording import key_of, template_of
from data.store import clearness
from data.store.clearness import Vote

LONGEST_REMARK = 500
LONGEST_READ = 500
"""Letters of a sentence as it was read; our longest has about 300."""
_PLACE = r"^/[a-z]*$"


class SayClear(Form):
    """``said`` is the key of a wording, ``read`` the sentence as it stood there, values and all.

    What we do not know the wording of is kept as it was read. ``place`` is the path of the page.
    """

    said: Annotated[str, StringConstraints(max_length=16)] = ""
    read: Annotated[str, StringConstraints(max_length=LONGEST_READ, pattern=r"\w")]
    clear: Literal["yes", "no"]
    remark: Annotated[str, StringConstraints(max_length=LONGEST_REMARK)] = ""
    place: Annotated[str, StringConstraints(max_length=40, pattern=_PLACE)]


@action("say_clear", *EVERYBODY)
def say_clear(doing: Doing, form: SayClear) -> Deed:
    """What somebody thought of the same wording before gives way."""
    template = template_of(form.said) or form.read
    said = Vote(key_of(template), template, form.clear == "yes", form.remark, form.place)
    before = clearness.vote(doing.conn, doing.who.account, said, doing.now)
    return Deed("", _told(said), _told(before) if before else {})


def _told(said: Vote) -> dict[str, str | bool]:
    return {"sentence": said.template, "clear": said.clear, "remark": said.remark}
