"""Named views in words."""

from datetime import datetime
from enum import Enum, unique

from app.language.amounts import whole
from app.language.dates import aged
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence


@unique
class ViewLabel(Enum):
    """A label of named views."""

    NAME_IT = N_("Name this view")
    CALLED = N_("What others should find it by")
    VIEW = N_("View")
    PAGE = N_("Page")
    BY = N_("Named by")
    FORGET = N_("Take the name away")
    NONE = N_("Nobody has named a view yet")
    NONE_WHY = N_(
        "Narrow any page to what you look at often, then choose “Name this view” beside it. It "
        "stands here for everybody."
    )


def headline(count: int, speech: Speech) -> Sentence:
    """How many there are."""
    if not count:
        return sentence(ViewLabel.NONE.value, speech)
    forms = NN_("{count} view has a name", "{count} views have a name")
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def explained(count: int, speech: Speech) -> tuple[Sentence, ...]:
    """What they are for."""
    if not count:
        return (sentence(ViewLabel.NONE_WHY.value, speech),)
    told = N_(
        "Each leads to a page as somebody narrowed it, with what is so today. Send its address to "
        "whoever should see the same."
    )
    return (sentence(told, speech),)


def named_by(name: str, at: datetime, speech: Speech) -> Sentence:
    """Who gave it its name, and when."""
    return sentence(N_("{name}, {day}"), speech, name=name, day=aged(at, speech))
