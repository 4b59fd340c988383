"""The record in words: what was done, and what was so before and after."""

from collections.abc import Mapping
from enum import Enum, unique

from app.language.amounts import whole
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text


@unique
class RecordLabel(Enum):
    """A label of the page of the record."""

    WHAT = N_("What was done")
    WHO = N_("Who did it")
    WHEN = N_("When")
    BEFORE = N_("Before")
    AFTER = N_("After")
    NUMBER = N_("Entry")
    ROLES = N_("In which role")
    ABOUT = N_("About")
    EVERY_ACTION = N_("Everything that was done")
    EVERYTHING = N_("Show the whole record")
    TAKEN_OUT = N_("Taken out, because it held personal data")
    NOTHING_YET = N_("Nobody has done anything here yet")


DONE: Mapping[str, str] = {
    "look_into": N_("Said that they look into it"),
    "stop_looking_into": N_("Took back that somebody looks into it"),
    "decide": N_("Decided whether it is used on"),
    "take_back_decision": N_("Took a decision back"),
    "pause": N_("Paused the watching"),
    "end_pause": N_("Ended a pause"),
    "keep_model": N_("Decided to keep a model"),
    "take_back_keeping": N_("Took back that a model is kept"),
    "change_facts": N_("Changed what is recorded"),
    "confirm_facts": N_("Confirmed what is recorded"),
    "take_in_list": N_("Took in a list of models"),
    "take_in_results": N_("Took in a file of results"),
    "add_model": N_("Added a model that is in no registry"),
    "propose_agreement": N_("Said what good means, and signed it"),
    "sign_agreement": N_("Signed as the second person"),
    "refuse_agreement": N_("Said why an agreement should not count"),
    "withdraw_proposal": N_("Took a proposal back"),
    "sign_review": N_("Reviewed a model, and signed it"),
    "withdraw_review": N_("Took their review back"),
    "raise_feedback": N_("Said something about a model"),
    "take_back_baseline": N_("Took back that what is usual begins anew"),
    "assign_feedback": N_("Asked somebody to answer"),
    "answer_feedback": N_("Answered what was said"),
    "agree_to_close": N_("Agreed to the answer"),
    "not_yet_answered": N_("Said that it is not answered yet"),
    "merge_feedback": N_("Put together what is the same"),
    "theme_feedback": N_("Gave what was said a theme"),
    "link_feedback": N_("Linked what was said to something else"),
    "check_now": N_("Asked for a check before its time"),
    "confirm_fewer": N_("Confirmed that a source lists fewer models"),
    "say_clear": N_("Said whether a sentence was clear"),
    "name_view": N_("Gave a view a name"),
    "forget_view": N_("Took the name of a view away"),
    "choose_notices": N_("Chose what they are told by mail"),
    "end_sign_ins": N_("Ended all their sign-ins"),
    "grant_role": N_("Gave somebody a role"),
    "withhold_role": N_("Withheld a role from somebody"),
    "leave_role_to_groups": N_("Left a role to the groups of the provider"),
    "shut_out": N_("Shut somebody out"),
    "let_in": N_("Let somebody in again"),
    "end_sign_ins_of": N_("Ended the sign-ins of somebody"),
    "redact": N_("Took personal data out of an entry"),
}
"""What an action is called once it is done, by its name."""

SAID: Mapping[str, str] = {
    "next_update": N_("News by"),
    "note": N_("Note"),
    "measure": N_("Measure"),
    "kind": N_("Kind"),
    "text": N_("What was said"),
    "group": N_("Group"),
    "start": N_("From"),
    "end": N_("Until"),
    "rebases": N_("Does what is usual begin anew?"),
    "whole_unit": N_("About the whole unit"),
    "feedback": N_("What was said, by number"),
    "version": N_("Which state of it was shown"),
    "answerer": N_("Who is to answer"),
    "due_on": N_("To be answered by"),
    "answer": N_("Answer"),
    "changed": N_("What was changed"),
    "state": N_("State"),
    "theme": N_("Theme"),
    "linked": N_("Linked model"),
    "incident": N_("Incident"),
    "minimum": N_("Limit"),
    "expected": N_("Hoped for"),
    "stop_line": N_("Stop at once beyond"),
    "largest_gap": N_("Largest gap between groups"),
    "minimum_cases": N_("Fewest cases to judge by"),
    "outcomes_after": N_("What really happened is known after"),
    "outcomes_known_for": N_("For which cases it is known"),
    "worth_low": N_("Worth of one, at least"),
    "worth_high": N_("Worth of one, at most"),
    "review_by": N_("To be looked at again by"),
    "agreed_on": N_("Agreed on"),
    "currency": N_("Currency"),
    "proposed_by": N_("Signed first by"),
    "proposal": N_("Proposal"),
    "evidence": N_("What was shown"),
    "use": N_("What was decided"),
    "outcome": N_("What was decided"),
    "conditions": N_("Conditions"),
    "signed_at": N_("Signed at"),
    "until": N_("Until the end of"),
    "last_day": N_("Last day of the pause"),
    "still_used": N_("Is it still in use?"),
    "reason": N_("Reason"),
    "on": N_("Said on"),
    "by": N_("Said by"),
    "name": N_("What"),
    "value": N_("Value"),
    "values": N_("Values"),
    "models": N_("Models"),
    "source": N_("Source"),
    "shown_at": N_("When the form was shown"),
    "seen": N_("What the form showed"),
    "confirmed_on": N_("Confirmed on"),
    "number": N_("Entry"),
    "why": N_("Why"),
    "each": N_("Each of them"),
    "with": N_("The same for"),
    "merged_into": N_("Put together with"),
    "linked_began": N_("Wrong since"),
    "ended": N_("How many sign-ins ended"),
    "role": N_("Role"),
    "granted": N_("Has it by decision"),
    "shut_out": N_("Shut out"),
    "issuer": N_("Provider"),
    "subject": N_("Person, as the provider numbers them"),
    "sentence": N_("Sentence"),
    "clear": N_("Was it clear?"),
    "remark": N_("What was not clear"),
    "read": N_("As it was read"),
    "place": N_("Page"),
    "said": N_("Wording"),
    "address": N_("Address"),
    "view": N_("View"),
    "when": N_("When"),
    "about": N_("Of which models"),
    "unit": N_("Unit"),
    "file": N_("File"),
    "brought": N_("List, by number"),
    "added": N_("Models added"),
    "filled": N_("Filled in"),
    "refused": N_("Rows refused"),
    "new_results": N_("Results added"),
    "replaced_results": N_("Results replaced"),
    "known_results": N_("Results known before"),
    "refused_results": N_("Results refused"),
    "overwrite": N_("Where the list was right"),
    "model": N_("Model"),
    "sort": N_("Sort of model"),
    "called": N_("Name"),
    "purpose": N_("Purpose"),
    "owner": N_("Owner"),
    "impact": N_("How much a mistake matters"),
}
"""What a part of an entry is called, by its name."""


def done(action: str, speech: Speech) -> str:
    """What was done; the name of the action itself where we have no words for it."""
    return text(DONE[action], speech) if action in DONE else action


def said(name: str, speech: Speech) -> str:
    """What a part of an entry is called."""
    return text(SAID[name], speech) if name in SAID else name.replace("_", " ")


def headline(count: int, speech: Speech) -> Sentence:
    """How long the record is."""
    forms = NN_("The record holds {count} entry", "The record holds {count} entries")
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def explained(speech: Speech) -> tuple[Sentence, ...]:
    """What the record is for."""
    return (
        sentence(
            N_("Whoever changes anything here stands in the record, with what was so before."),
            speech,
        ),
        sentence(
            N_(
                "Each entry carries the seal of the one before it, so a change of the record "
                "itself shows: rollcall verify-log tells."
            ),
            speech,
        ),
    )


def all_hold(count: int, digest: str, speech: Speech) -> Sentence:
    """To whoever verified the record, and what to keep elsewhere."""
    forms = NN_(
        "The record holds: {count} entry, and its last seal is {seal}.",
        "The record holds: {count} entries, and their last seal is {seal}.",
    )
    return counted_sentence(forms, count, speech, count=whole(count, speech), seal=digest)


def keep_elsewhere(count: int, digest: str, speech: Speech) -> Sentence:
    """How entries cut off the end are found out."""
    message = N_(
        "Keep this elsewhere; next time add --expect {entry}:{seal}, and a record that was cut "
        "off shows."
    )
    return sentence(message, speech, entry=str(count), seal=digest)


_BROKEN: Mapping[str, str] = {
    "missing": N_("Entry {entry} is missing."),
    "changed": N_("Entry {entry} was changed, or the one before it was."),
    "contents_changed": N_("What entry {entry} says was changed."),
    "taken_out": N_("What entry {entry} said was taken out, and no entry says so."),
}


def broken(how: str, number: int, speech: Speech) -> Sentence:
    """The first entry that does not hold."""
    return sentence(_BROKEN[how], speech, entry=whole(number, speech))


def not_as_expected(number: int, speech: Speech) -> Sentence:
    """The entry somebody kept the seal of is gone, or is another one now."""
    message = N_("Entry {entry} does not carry the seal you gave: it was cut off or replaced.")
    return sentence(message, speech, entry=whole(number, speech))


def restore_it(speech: Speech) -> Sentence:
    """What to do about a broken record."""
    return sentence(
        N_("Find out who can write to the store, and compare it with a backup."), speech
    )


def kept_form(speech: Speech) -> str:
    """What an earlier run told to keep looks like."""
    return text(
        N_("Please give it as verify-log told it: a number, a colon and 64 letters and digits."),
        speech,
    )


def redacted(number: int, speech: Speech) -> Sentence:
    """To whoever took personal data out."""
    return sentence(
        N_("What entry {entry} said is taken out. The record holds, and says so."),
        speech,
        entry=whole(number, speech),
    )


def nothing_to_redact(number: int, speech: Speech) -> Sentence:
    """There is no such entry, or nothing is left of it."""
    return sentence(
        N_("Nothing was taken out: there is no entry {entry}, or it is empty already."),
        speech,
        entry=whole(number, speech),
    )
