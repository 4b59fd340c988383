"""FiveThirtyEight's published forecasts as a fleet: a registry, weekly readings, agreements.

The data (checking-our-work-data, CC BY 4.0) is not part of this project. A family of game
forecasts is one model; a reading says how often its favourite won in a week, with the count of
games. Groups: games with a clear favourite and close games.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pandas as pd

CLEAR = 0.65
"""From this chance on a game has a clear favourite."""


@dataclass(frozen=True, slots=True)
class Family:
    """One model: its file, its name for people, its minimum, and when it was in use."""

    key: str
    file: str
    name: str
    games: str
    minimum: float
    live: tuple[tuple[str, str], ...]
    pauses: tuple[tuple[str, str], ...] = ()


FAMILIES = (
    Family(
        "nba-elo", "nba_games", "Basketball forecast", "basketball games", 0.6,
        (("2015-10-27", ""),),
    ),
    Family(
        "mlb-elo", "mlb_games", "Baseball forecast", "baseball games", 0.54,
        (("2016-04-03", ""),),
    ),
    Family(
        "nfl-elo", "nfl_games", "American football forecast", "football games", 0.6,
        (("2015-09-10", ""),), (("2019-02-11", "2019-09-05"),),
    ),
    Family(
        "nhl-elo", "nhl_games", "Ice hockey forecast", "ice hockey games", 0.58,
        (("2021-10-12", ""),),
    ),
    Family(
        "wnba-elo", "wnba_games", "Women's basketball forecast", "games", 0.6,
        (("2021-05-14", ""),),
    ),
    Family(
        "world-cup-men", "world_cup_matches_men", "World Cup forecast", "matches", 0.5,
        (("2014-06-12", "2014-07-14"), ("2018-06-14", "2018-07-16")),
    ),
    Family(
        "world-cup-women", "world_cup_matches_women", "Women's World Cup forecast", "matches", 0.5,
        (("2015-06-06", "2015-07-06"), ("2019-06-07", "2019-07-08")),
    ),
)  # fmt: skip


def games_of(folder: Path, family: Family) -> pd.DataFrame:
    """One row a game: its day, whether the favourite won, and how clear the favourite was."""
    games = pd.read_csv(folder / f"{family.file}.csv", parse_dates=["date"])
    chances = games[[name for name in ("prob1", "probtie", "prob2") if name in games]]
    happened = games[[f"{name}_outcome" for name in chances]].to_numpy()
    favourite = chances.to_numpy().argmax(axis=1)
    games["right"] = happened[range(len(games)), favourite] == 1
    games["group"] = chances.max(axis=1).ge(CLEAR).map({True: "clear", False: "close"})
    return games[chances.nunique(axis=1) > 1]


def weekly(folder: Path) -> pd.DataFrame:
    """Every family's weeks with games, as a metrics store would hold them; days inclusive."""
    return pd.concat([_weeks(folder, family) for family in FAMILIES], ignore_index=True)


def _weeks(folder: Path, family: Family) -> pd.DataFrame:
    games = games_of(folder, family)
    monday = games.date - pd.to_timedelta(games.date.dt.day_of_week, unit="D")
    everybody = games.assign(group="")
    rows = (
        pd.concat([everybody, games])
        .assign(monday=pd.concat([monday, monday]))
        .groupby(["monday", "group"])
        .right.agg(["mean", "size"])
        .reset_index()
    )
    return pd.DataFrame(
        {
            "model": family.key,
            "measure": "right",
            "first_day": rows.monday.dt.date,
            "last_day": (rows.monday + pd.Timedelta(days=6)).dt.date,
            "value": rows["mean"],
            "cases": rows["size"],
            "part": rows.group,
        }
    )


def company_file() -> str:
    """People, agreements, past use and pauses, as somebody would have written them."""
    return "\n".join(
        [
            '[[people]]\nname = "Nate Bronze"\nkey = "nate"',
            '[[people]]\nname = "Jay Boyd"\nkey = "jay"\nleft_on = 2020-05-31',
            *(entry for family in FAMILIES for entry in _entries(family)),
        ]
    )


def _entries(family: Family) -> Iterator[str]:
    model = f'model = "{family.key}"'
    yield (
        f'[[models]]\nname = "{family.key}"\nowner = "nate"\nbackup_owner = "jay"\n'
        f'business_name = "{family.name}"\nunit = "Sport"\nimpact = "low"'
    )
    yield (
        f'[[agreements]]\n{model}\nmeasure = "right"\nminimum = {family.minimum}\n'
        f'agreed_by = "nate"\nagreed_on = 2014-01-01\n'
        f'phrase = "names the winner in {{value}} of the {family.games}"'
    )
    yield f'[[rhythms]]\n{model}\nevery = "P1W"\ngrace = "P1W"'
    for number, (start, end) in enumerate(family.live, 1):
        until = f"\nend = {end}" if end else ""
        yield f'[[live]]\n{model}\nversion = "{number}"\nstart = {start}{until}'
    for start, end in family.pauses:
        yield (
            f'[[pauses]]\n{model}\nstart = {start}\nend = {end}\nby = "nate"\n'
            f'reason = "No games between two seasons."\nstill_used = false'
        )


def register(server: str) -> None:
    """Put every family into a real registry; those still in use carry the alias champion."""
    with httpx.Client(base_url=f"{server}/api/2.0/mlflow", timeout=30) as client:
        for family in FAMILIES:
            _post(client, "registered-models/create", {"name": family.key})
            run = _post(client, "runs/create", {"experiment_id": "0"})["run"]["info"]["run_id"]
            version = {"name": family.key, "source": f"runs:/{run}/forecast", "run_id": run}
            for _ in family.live:
                _post(client, "model-versions/create", version)
            if not family.live[-1][1]:
                alias = {"name": family.key, "alias": "champion", "version": str(len(family.live))}
                _post(client, "registered-models/alias", alias)


def _post(client: httpx.Client, path: str, body: Mapping[str, str]) -> dict[str, Any]:
    answer = client.post(path, json=body)
    answer.raise_for_status()
    return dict(answer.json())
