"""The page about whoever is here: who they are, what they may do, and how they come and go."""

from collections.abc import Iterable, Sequence
from enum import Enum

from markupsafe import Markup

from app.language import deeds as words
from app.language import signing_in
from app.language.deeds import MeLabel
from app.language.labels import label
from app.language.sentence import Speech
from app.language.signing_in import SignInLabel
from app.ui import view
from app.ui.deed_form import form
from app.ui.heads import head
from app.ui.markup import NOTHING, join
from app.ui.shown import Notice, Wished
from app.ui.tables import section
from app.ui.wishing import wishing
from data.members import Member, Role


def show(member: Member | None, people: Sequence[str], notice: Notice, speech: Speech) -> None:
    """Everything of the page. ``people`` are names that lists know."""
    view.show(page(member, people, notice, speech), key="me")


def show_signed_in(member: Member, wished: Wished | None, notice: Notice, speech: Speech) -> None:
    """The page where a provider says who people are. ``wished`` is None where no mail is sent."""
    view.show(signed_in(member, wished, notice, speech), key="me")


def signed_in(member: Member, wished: Wished | None, notice: Notice, speech: Speech) -> Markup:
    """The same as HTML."""
    told = signing_in.signed_in(member.email, speech)
    top = head(words.you_are(member.name, speech), told, notice, speech)
    ending = form("end_sign_ins", "me", (), speech, SignInLabel.END_ALL)
    everywhere = section(label(SignInLabel.END_HEADING, speech), ending)
    told_by_mail = wishing(member, wished, speech) if wished else NOTHING
    return top + _roles(member, SignInLabel.SIGN_OUT, speech) + told_by_mail + everywhere


def page(member: Member | None, people: Sequence[str], notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    title = words.you_are(member.name if member else "", speech)
    top = head(title, words.this_machine(speech), notice, speech)
    return top + _roles(member, MeLabel.LEAVE, speech) + _come(member, people, speech)


def _roles(member: Member | None, leaving: Enum, speech: Speech) -> Markup:
    if member is None:
        return NOTHING
    mine = (role for role in Role if role in member.roles)
    told = Markup('<dl class="facts">{}</dl>').format(join(_role(each, speech) for each in mine))
    leave = Markup(
        '<form method="post" action="/leave"><button class="button">{}</button></form>'
    ).format(label(leaving, speech))
    return section(label(MeLabel.YOUR_ROLES, speech), told + leave)


def _role(role: Role, speech: Speech) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
        words.role_name(role, speech), words.role_told(role, speech)
    )


def _come(member: Member | None, people: Iterable[str], speech: Speech) -> Markup:
    """A form of the browser's own: what it answers is another page, and a cookie."""
    heading = MeLabel.BE_ANOTHER if member else MeLabel.SAY_WHO
    options = join(Markup('<option value="{}">').format(each) for each in people)
    roles = join(_box(role, speech) for role in Role if role is not Role.VIEWER)
    form = Markup(
        '<form method="post" action="/come" class="deed">'
        '<label class="field"><span>{}</span><input name="name" required maxlength="200" '
        'list="people" autocomplete="off" dir="auto"></label><datalist id="people">{}</datalist>'
        "<fieldset><legend>{}</legend>{}</fieldset>"
        '<p class="end"><button class="button">{}</button></p></form>'
    ).format(
        label(MeLabel.NAME, speech),
        options,
        label(MeLabel.ROLES, speech),
        roles,
        label(MeLabel.COME, speech),
    )
    return section(label(heading, speech), form)


def _box(role: Role, speech: Speech) -> Markup:
    return Markup(
        '<label class="tick"><input type="checkbox" name="role" value="{}"><span>{}</span>'
        "<small>{}</small></label>"
    ).format(role.value, words.role_name(role, speech), words.role_told(role, speech))
