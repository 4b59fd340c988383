"""Which model a report is about."""

from pathlib import Path

from data.connections import EvidentlyConnection
from data.problems import Code, Problem, Rejected, Unreadable
from data.rows import cells, matching_files
from data.rows.plain_text import unreadable
from data.sources.evidently.contents import parsed
from data.sources.evidently.reports import Report

LARGEST_PROJECT = 2**20
"""Bytes of what a workspace keeps about one project."""


def name_in(connection: EvidentlyConnection, report: Report, project: str) -> str:
    """What the model is called there; raises Rejected where nothing says so, or two things do."""
    if connection.model:
        return connection.model
    if not connection.model_key:
        return cells.text("project", project)
    key = connection.model_key
    named = [report.metadata[key]] if key in report.metadata else []
    named += [tag[len(key) + 1 :] for tag in report.tags if tag.startswith((f"{key}:", f"{key}="))]
    names = list(dict.fromkeys(cells.text(key, each) for each in named))
    if len(names) > 1:
        raise Rejected(Problem(Code.SEVERAL_MODELS, {"first": names[0], "second": names[1]}))
    if not names:
        raise cells.rejected(Code.VALUE_MISSING, key)
    return names[0]


def about_project(path: Path) -> Path | None:
    """The file that tells of the project a snapshot lies in; None where there is none."""
    about = path.parent.parent / "metadata.json"
    return about if path.parent.name == "snapshots" and about.is_file() else None


def project_of(path: Path) -> str:
    """The name of the project a snapshot lies in, empty for a report outside of a workspace.

    Raises Rejected where there is a project and its name cannot be read.
    """
    about = about_project(path)
    if about is None:
        return ""
    label = cells.shown(str(Path(about.parent.name, about.name)))
    if not about.resolve().is_relative_to(about.parent.resolve()):
        raise unreadable(label, Unreadable.OUTSIDE)
    found = parsed(label, matching_files.content(about, label, LARGEST_PROJECT))
    return cells.text("project", found.get("name"))
