"""Confirming that a source which lists far fewer models than before is right."""

from app.actions.doing import Deed, Doing, Form, NotAsShown, RowNumber, action
from data.members import Role
from data.store import sources


class ConfirmFewer(Form):
    """``source`` is the number of the source, ``models`` how many it was shown to list now."""

    source: RowNumber
    models: RowNumber


@action("confirm_fewer", Role.MANAGER, Role.ADMINISTRATOR)
def confirm_fewer(doing: Doing, form: ConfirmFewer) -> Deed:
    """The next time it is read, what it lists is taken in.

    Raises NotAsShown where the source does not wait for this, or lists another number by now.
    """
    found = sources.shrunken(doing.conn, form.source)
    if found is None or found.after != form.models or found.confirmed:
        raise NotAsShown
    sources.confirm_fewer(doing.conn, form.source, found.after)
    return Deed("", {"source": found.source, "models": found.after}, {"models": found.before})
