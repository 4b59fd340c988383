"""What ``rollcall connect`` says and asks."""

from collections.abc import Mapping, Sequence

from app.language.amounts import whole
from app.language.questions import question_words
from app.language.sentence import Speech
from app.language.translating import N_, NN_, counted, text
from data.facts import Better, Question, Unit

_WHY: Mapping[str, str | tuple[str, str]] = {
    "told": N_("you said so"),
    "name": N_("it is called so"),
    "known_models": N_("{found} of its {of} different entries are models we know"),
    "only_text": N_("nothing else holds names"),
    "known_measures": N_("its entries are measures of your configuration"),
    "only_dates": N_("nothing else holds dates"),
    "only_numbers": N_("nothing else holds numbers"),
    "holds_numbers": N_("they hold numbers and nothing else is called so"),
    "first_days": N_("its dates are the first days of weeks, months or quarters"),
    "apart": NN_(
        "most of its dates are {found} day apart", "most of its dates are {found} days apart"
    ),
    "seen_so": N_("{example} can be read in this way alone"),
    "range": N_("the largest is {example}"),
}

_ASKED: Mapping[str, str] = {
    "dates": N_("{example} could be two dates. Which comes first, the day or the month?"),
    "decimals": N_("{example} could be two numbers. What stands before the decimals?"),
    "time_zone": N_("{example} does not say whose time it is. Which time zone is meant?"),
    "scale": N_("The largest share is {example}. Do shares run to 100 (percent) or to 1 (share)?"),
}

_MISSING: Mapping[str, str] = {
    "model": N_("Which column holds the name of the model? We could not tell."),
    "end": N_("Which column holds the day on which a period ends? We found no dates."),
    "period": N_("How long is the period of a row? P1D is a day, P7D a week, P1M a month."),
    "value": N_("Which column holds the value of the measure? We could not tell."),
    "values": N_("Which columns hold results? We found no numbers."),
}

_WRONG: Mapping[str, str] = {
    "no_such_key": N_("There is nothing called {found} to say. Perhaps {nearest} is meant."),
    "no_such_column": N_("There is no column {found}. These are there: {allowed}."),
    "not_one_of": N_("{found} will not do. Say one of these: {allowed}."),
    "perhaps": N_("{found} will not do. Say one of these: {allowed}. Perhaps {nearest} is meant."),
    "no_equals": N_("Write it like model = name_of_a_column."),
}

_UNITS: Mapping[Unit, str] = {
    Unit.SHARE: N_("a share of 0 to 1"),
    Unit.MONEY: N_("money ({currency})"),
    Unit.COUNT: N_("a count"),
    Unit.NUMBER: N_("a number"),
    Unit.SECONDS: N_("seconds"),
    Unit.MINUTES: N_("minutes"),
    Unit.HOURS: N_("hours"),
    Unit.DAYS: N_("days"),
}


def looked_at(rows: int, columns: Sequence[str], whole_table: bool, speech: Speech) -> str:
    """What was looked at."""
    forms = NN_(
        "Looked at {count} row with these columns: {columns}",
        "Looked at {count} rows with these columns: {columns}",
    )
    first = NN_(
        "Looked at the first row. These columns are there: {columns}",
        "Looked at the first {count} rows. These columns are there: {columns}",
    )
    chosen = forms if whole_table else first
    return counted(chosen, rows, speech, count=whole(rows, speech), columns=", ".join(columns))


def nothing_there(speech: Speech) -> str:
    """Not one row."""
    return text(N_("There are no rows yet, so nothing can be proposed."), speech)


def choice(key: str, value: str, why: str, inputs: Mapping[str, str | int], speech: Speech) -> str:
    """One part of the mapping with its reason."""
    said, slots = _WHY[why], {name: str(each) for name, each in inputs.items()}
    if isinstance(said, tuple):
        because = counted(said, int(inputs["found"]), speech, **slots)
    else:
        because = text(said, speech, **slots)
    return text(N_("{key} = {value}   ({because})"), speech, key=key, value=value, because=because)


def asked(key: str, example: str, speech: Speech) -> str:
    """The question about something the rows do not decide."""
    return text(_ASKED[key], speech, example=example)


def missing(key: str, speech: Speech) -> str:
    """The question about something no column was found for."""
    return text(_MISSING[key], speech)


def answer_with(key: str, allowed: Sequence[str], speech: Speech) -> str:
    """How a script answers."""
    said = f' --set "{key} = {allowed[0]}"' if allowed else f' --set "{key} = …"'
    others = " · ".join(f"{key} = {each}" for each in allowed[1:])
    if not others:
        return text(N_("Answer with{said}"), speech, said=said)
    return text(N_("Answer with{said}, or {others}"), speech, said=said, others=others)


def wrong(code: str, inputs: Mapping[str, str], speech: Speech) -> str:
    """Why something typed was not taken."""
    given = {"nearest": text(N_("something else"), speech), **inputs}
    return text(_WRONG[code], speech, **given)


def change(speech: Speech) -> str:
    """The prompt under the proposal."""
    return text(
        N_("Change something (model = other_column; count = leaves it out), or press Enter"), speech
    )


def midnights(column: str, speech: Speech) -> str:
    """A trap: a day that was written as its first moment ends a period a day too early."""
    return text(
        N_(
            "Every time in {column} is midnight, so a period ends where that day begins. If the "
            "day belongs to the period, hand over dates without a time, such as by a view."
        ),
        speech,
        column=column,
    )


def measure(
    key: str, question: Question, unit: Unit, better: Better, currency: str, speech: Speech
) -> str:
    """What a measure without a description is taken for."""
    form = {
        Better.HIGHER: N_("{key} is new: “{question}”, {unit}, more is better"),
        Better.LOWER: N_("{key} is new: “{question}”, {unit}, less is better"),
    }[better]
    told = text(_UNITS[unit], speech, currency=currency or speech.currency)
    asked_so = question_words(question, speech).asked
    return text(form, speech, key=key, question=asked_so, unit=told)


def change_measures(key: str, speech: Speech) -> str:
    """How to correct what a measure is taken for."""
    return text(
        N_("To correct one of them: measures.{key}.unit = money; also question, kind and better."),
        speech,
        key=key,
    )


def headings(speech: Speech) -> tuple[str, ...]:
    """Above the columns of the preview."""
    said = (N_("Model"), N_("Period"), N_("Measure"), N_("Value"), N_("Cases"), N_("Group"))
    return tuple(text(each, speech) for each in said)


def everybody(speech: Speech) -> str:
    """Where a row is of no group."""
    return text(N_("all"), speech)


def understood(shown: int, speech: Speech) -> str:
    """Above the preview."""
    forms = NN_("So we understand the first value:", "So we understand the first {count} values:")
    return counted(forms, shown, speech, count=whole(shown, speech))


def would_refuse(refused: int, values: int, rows: int, all_rows: bool, speech: Speech) -> str:
    """How much of what was looked at a sync would refuse."""
    forms = NN_("Of {values} value in {rows}", "Of {values} values in {rows}")
    row_forms = (
        NN_("{count} row", "{count} rows")
        if all_rows
        else NN_("the first row", "the first {count} rows")
    )
    told_rows = counted(row_forms, rows, speech, count=whole(rows, speech))
    of = counted(forms, values, speech, values=whole(values, speech), rows=told_rows)
    if not refused:
        return text(N_("{of} none would be refused."), speech, of=of)
    forms = NN_("{of} {count} would be refused:", "{of} {count} would be refused:")
    return counted(forms, refused, speech, of=of, count=whole(refused, speech))


def refused_for(count: int, why: str, place: str, speech: Speech) -> str:
    """One reason, how often, and where first."""
    forms = NN_("{count} time: {why} ({place})", "{count} times: {why} (such as {place})")
    return counted(forms, count, speech, count=whole(count, speech), why=why, place=place)


def unknown_models(names: Sequence[str], speech: Speech) -> str:
    """Models that no registry knows."""
    forms = NN_(
        "No registry knows this model; its rows are refused until one does, or until you say which "
        "is meant: {names}",
        "No registry knows these models; their rows are refused until one does, or until you say "
        "which are meant: {names}",
    )
    return counted(forms, len(names), speech, names=", ".join(names))


def which_model(name: str, near: Sequence[str], speech: Speech) -> str:
    """The prompt for the registry's name of a model."""
    if near:
        message = N_("What does the registry call “{name}”? Perhaps {near}. Enter leaves it")
        return text(message, speech, name=name, near=", ".join(near))
    return text(N_("What does the registry call “{name}”? Enter leaves it"), speech, name=name)


def no_models_known(speech: Speech) -> str:
    """Names could not be compared with anything."""
    return text(
        N_(
            "No registry has been read into this store yet, so we could not check whether the "
            "names of the models are known."
        ),
        speech,
    )


def trying(speech: Speech) -> str:
    """While the rows are read as a sync would."""
    return text(N_("Trying what a sync would take"), speech)


def write_it(file: str, speech: Speech) -> str:
    """The last question."""
    return text(N_("Add this to {file}?"), speech, file=file)


def written(file: str, speech: Speech) -> str:
    """It stands there."""
    return text(N_("Added to {file}. What stood there before is unchanged."), speech, file=file)


def not_written(speech: Speech) -> str:
    """Somebody thought better of it."""
    return text(N_("Nothing was written."), speech)


def by_hand(file: str, speech: Speech) -> str:
    """It could not be added without touching what stands there."""
    return text(
        N_(
            "This cannot be added at the end of {file} without changing what stands there. Put it "
            "in by hand, where your other sources and measures stand."
        ),
        speech,
        file=file,
    )


def next_step(speech: Speech) -> str:
    """What next."""
    return text(N_("Next: rollcall sync"), speech)


def which_kind(speech: Speech) -> str:
    """Asked where nothing was said."""
    return text(N_("Where are the numbers, in a database (sql) or in files (files)?"), speech)


def which_variable(speech: Speech) -> str:
    """Asked for the name and not for the secret."""
    return text(N_("Which environment variable holds the address of the database?"), speech)


def no_variable_name(speech: Speech) -> str:
    """Something else was typed; it may be the secret, so it is not repeated."""
    return text(
        N_("Give the name of a variable in capitals, such as WAREHOUSE_URL, and not the address."),
        speech,
    )


def which_table(speech: Speech) -> str:
    """Asked where nothing was said."""
    return text(N_("Which table or view?"), speech)


def which_files(speech: Speech) -> str:
    """Asked where nothing was said."""
    return text(N_("Which files? A pattern such as results/*.csv"), speech)


def comment(key: str, speech: Speech) -> str:
    """Beside a key of the written configuration; empty where it needs none."""
    said = {
        "dates": N_("Which comes first in dates such as 03/04/2026."),
        "decimals": N_("What stands before the decimals of a number."),
        "scale": N_("Shares kept as 0 to 100 become 0 to 1."),
        "time_zone": N_("Whose times those without a time zone are."),
        "period": N_("How long the period of a row is."),
        "rename": N_("Names used here, and what the registry calls them."),
    }.get(key)
    return text(said, speech) if said else ""


def block_comment(speech: Speech) -> str:
    """Above what is written."""
    return text(N_("Proposed by rollcall connect. You can change it by hand."), speech)
