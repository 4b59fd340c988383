"""Library lists of versions in use: three named text files, and never anything else."""

import re
from collections.abc import Iterator

import yaml
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from data.facts import Library, LiveVersion, Refusal
from data.problems import Code, Problem, SourceFailed
from data.reach import Server
from data.sources.mlflow.answers import GONE, clean, refused, shortened

FILES = ("requirements.txt", "python_env.yaml", "conda.yaml")
"""In the order in which they are believed; what one repeats from another is not told twice."""

MOST_BYTES = 256 * 1024
"""A library list is a few kilobytes; anything larger is something else."""

LINE_CHARACTERS = 500

_CONDA = re.compile(r"(?:[\w.-]+::)?(?P<name>[\w.-]+)\s*(?P<rest>.*)")
_CONDA_EXACT = re.compile(r"==?(?P<version>\d[\w.!+]*)(?P<build>=\S*)?")
_OPTION = re.compile(r"-(?!r\b|e\b|-requirement\b|-editable\b)")
_ADDRESS = re.compile(
    r"(?P<scheme>\w[\w+.-]*://)(?:[^/?#\s]*@)?(?P<host>[\w.-]+(?=:\d|[/?#\s;]|$))?\S*"
)

Entry = tuple[str, str, str]
"""Name, requirement as written, and the exact version or empty."""


class _TextLoader(yaml.SafeLoader):
    """Safe, and every plain value stays text: 3.10 is a version here and not a number.

    A few lines that name each other can stand for a billion, so a list that has such names is not
    read at all; library lists never need them.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError
        return super().compose_node(parent, index)


_TextLoader.yaml_implicit_resolvers = {}


def libraries(server: Server, live: list[LiveVersion]) -> Iterator[Library | Refusal]:
    """The libraries each version in use was packed with.

    A list that cannot be had is a refusal. Where the server fails over one file it fails over all
    of that version, as MLflow does for versions without files. Where it stops answering, the rest
    is left for the next time: library lists never cost us the models.
    """
    for version in live:
        told: set[Entry] = set()
        for file in FILES:
            try:
                text = _fetched(server, version, file)
            except SourceFailed as failure:
                yield refused(failure.problem, _place(version), {"file": file})
                if failure.problem.code in GONE:
                    return
                if failure.problem.code is Code.SERVER_FAILED:
                    break
                continue
            yield from _listed(version, file, text, told)


def _fetched(server: Server, version: LiveVersion, file: str) -> str:
    """The text of one file; empty where the version has none."""
    params = {"name": version.ref.name, "version": version.version, "path": file}
    try:
        return server.text("model-versions/get-artifact", params, MOST_BYTES)
    except SourceFailed as failure:
        if failure.problem.inputs.get("status") == 404:
            return ""
        raise


def _listed(
    version: LiveVersion, file: str, text: str, told: set[Entry]
) -> Iterator[Library | Refusal]:
    try:
        lines = list(requirement_lines(text) if file.endswith(".txt") else _yaml_lines(text))
    except (yaml.YAMLError, ValueError, RecursionError):
        yield _unreadable(version, file, text.strip().partition("\n")[0])
        return
    for line, by_conda in lines:
        entry = _conda_entry(line) if by_conda else pip_entry(line)
        if entry is None:
            yield _unreadable(version, file, line)
        elif entry not in told:
            told.add(entry)
            name, requirement, pinned = entry
            yield Library(version.ref, version.version, name, requirement, pinned, file)


def requirement_lines(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of a requirements file that name a library.

    Options such as an index address are no libraries; a nested file or an editable folder is one
    we cannot see, and stays in as it is.
    """
    for line in clean(text).replace("\\\n", " ").splitlines():
        bare = re.sub(r"(^|\s)#.*$", "", line).strip()
        bare = re.sub(r"\s--[\w-]+[= ]\S+", "", bare)
        if bare and not _OPTION.match(bare):
            yield bare, False


def _yaml_lines(text: str) -> Iterator[tuple[str, bool]]:
    """The entries of conda.yaml or python_env.yaml, and whether conda's grammar holds."""
    loader = _TextLoader(clean(text))
    try:
        found = loader.get_single_data()
    finally:
        loader.dispose()
    if not found:
        return
    if not isinstance(found, dict):
        raise ValueError
    if python := found.get("python"):
        yield f"python=={_text(python)}", True
    plain = "python" not in found
    for each in _items(found.get("dependencies")):
        if isinstance(each, dict):
            yield from ((_text(line), False) for line in _items(each.get("pip")))
        elif _text(each) != "-r requirements.txt":
            yield _text(each), plain
    yield from ((_text(line), False) for line in _items(found.get("build_dependencies")))


def _items(found: object) -> list[object]:
    return found if isinstance(found, list) else []


def _text(found: object) -> str:
    """An entry that is text; a list in its place could print as millions of letters."""
    if not isinstance(found, str):
        raise ValueError
    return clean(found)


def pip_entry(line: str) -> Entry | None:
    """One line as pip writes it; None for a line that names no library."""
    try:
        found = Requirement(line)
    except InvalidRequirement:
        return None
    exact = [each.version for each in found.specifier if each.operator in ("==", "===")]
    pinned = exact[0] if len(exact) == 1 and "*" not in exact[0] else ""
    return _entry(found.name, line, pinned)


def _conda_entry(line: str) -> Entry | None:
    """One conda requirement: numpy, numpy>=1.20, channel::numpy=1.26.4=build.

    One equals sign means "begins with", so it pins only with a build or three numbers.
    """
    found = _CONDA.fullmatch(line.strip())
    if found is None:
        return None
    exact = _CONDA_EXACT.fullmatch(found["rest"].replace(" ", ""))
    pinned = exact["version"] if exact else ""
    if exact and not found["rest"].startswith("==") and not exact["build"]:
        pinned = pinned if pinned.count(".") >= 2 else ""
    return _entry(found["name"], line, pinned)


def _entry(name: str, line: str, pinned: str) -> Entry | None:
    if len(line) > LINE_CHARACTERS:
        return None
    return canonicalize_name(name), without_secrets(line), pinned


def without_secrets(line: str) -> str:
    """The line with scheme and host of an address alone: the rest of one may hold a token."""
    return _ADDRESS.sub(r"\g<scheme>\g<host>", line)


def _unreadable(version: LiveVersion, file: str, found: str) -> Refusal:
    shown = shortened(without_secrets(clean(found)), LINE_CHARACTERS)
    problem = Problem(Code.LIBRARY_UNREADABLE, {"file": file, "found": shown})
    return refused(problem, _place(version), {"file": file, "line": shown})


def _place(version: LiveVersion) -> str:
    return f"version {version.version} of registered model {version.ref.name}"
