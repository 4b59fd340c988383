"""What a company configures: ``rollcall.toml`` and the environment, as one frozen Settings.

``load`` reports every fault at once, each with the key it is about, what was found, what was
expected and the nearest key or value that would do. A secret is never part of a fault.
"""

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings.exceptions import SettingsError

from app.setting_faults import PREFIX, Expected, Fault, faults_of, nearest_to
from app.setting_files import ENDING, take_from_files
from app.setting_notices import (
    MAIL_PASSWORD,
    MAIL_USER,
    CheckedNotices,
    Notices,
    mail_faults,
)
from app.setting_secrets import parts_of, secret_values, secret_variables
from app.setting_sign_in import CLIENT_SECRET, COOKIE_SECRET, SignIn, secret_faults
from app.setting_sources import (
    AirflowSource,
    EvidentlySource,
    FilesSource,
    MlflowSource,
    OpenLineageSource,
    PrometheusSource,
    SqlSource,
    StaffSource,
    Written,
    measure_faults,
    name_faults,
    phrase_faults,
)
from app.setting_values import (
    Address,
    Currency,
    Every,
    HostName,
    LocaleName,
    Port,
    StoreUrl,
    Zone,
)
from data.connections import (
    AirflowConnection,
    Connection,
    EvidentlyConnection,
    FilesConnection,
    MeasureShape,
    OpenLineageConnection,
    SampleConnection,
    StaffConnection,
)

FILE_NAME = "rollcall.toml"
CONFIG_VARIABLE = "ROLLCALL_CONFIG"
STORE_VARIABLE = "ROLLCALL_DATABASE_URL"
# Either may hold or be a secret, and files like ours are shared.
ENVIRONMENT_ONLY = {
    "database_url": STORE_VARIABLE,
    "client_secret": CLIENT_SECRET,
    "cookie_secret": COOKIE_SECRET,
    "mail_user": MAIL_USER,
    "mail_password": MAIL_PASSWORD,
}
DEFAULT_STORE = Path("var") / "rollcall.db"
_CHECKED = ConfigDict(extra="forbid", frozen=True)


class Company(BaseModel):
    """Who reads: the name shown, the one time zone, the one currency, the country's habits."""

    model_config = _CHECKED

    name: str = ""
    time_zone: Zone = "UTC"
    currency: Currency = "GBP"
    locale: LocaleName = "en_GB"


class Serve(BaseModel):
    """Where pages are served. ``hosts`` are the names readers may type besides an IP address."""

    model_config = _CHECKED

    address: Address = "127.0.0.1"
    port: Port = 8501
    hosts: tuple[HostName, ...] = ()


class Sync(BaseModel):
    """How often all sources are read and judged again while the pages are served."""

    model_config = _CHECKED

    every: Every = timedelta(minutes=15)


class Sources(BaseModel):
    """What to read; the keys of each are the fields of its shape in ``data.connections``."""

    model_config = _CHECKED

    mlflow: tuple[MlflowSource, ...] = ()
    prometheus: tuple[PrometheusSource, ...] = ()
    sql: tuple[SqlSource, ...] = ()
    files: tuple[FilesSource, ...] = ()
    evidently: tuple[EvidentlySource, ...] = ()
    staff: tuple[StaffSource, ...] = ()
    openlineage: tuple[OpenLineageSource, ...] = ()
    airflow: tuple[AirflowSource, ...] = ()


class _Configured(BaseSettings):
    """The file and the environment put together; a variable goes before the file."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    database_url: StoreUrl | None = None
    client_secret: str = ""
    cookie_secret: str = ""
    mail_user: str = ""
    mail_password: str = ""
    sign_in: SignIn | None = None
    notices: CheckedNotices = Notices()
    company: Company = Company()
    serve: Serve = Serve()
    sync: Sync = Sync()
    measures: dict[str, MeasureShape] = {}
    sources: Sources = Sources()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - Pydantic passes it by name
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        *_others: PydanticBaseSettingsSource,
        **_named: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything configured, checked.

    ``measures`` is what each measure means that all sources share, by its key.
    ``base`` is the folder relative paths start from, ``file`` None where there is no
    ``rollcall.toml``. ``sign_in`` is None where only this machine is served. What may hold a secret
    stays out of the printed form.
    """

    company: Company
    serve: Serve
    sync: Sync
    measures: Mapping[str, MeasureShape]
    connections: tuple[Connection, ...]
    base: Path
    file: Path | None
    sign_in: SignIn | None
    database_url: str = field(repr=False)
    client_secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)
    notices: Notices
    mail_user: str = field(repr=False)
    mail_password: str = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)

    @property
    def pretend(self) -> bool:
        """True where nothing is configured and the pretend company is read."""
        return any(isinstance(each, SampleConnection) for each in self.connections)

    @property
    def address(self) -> str:
        """Where readers find the pages, as far as anybody said; else on this machine."""
        if self.notices.address or self.sign_in is None:
            return self.notices.address or f"http://127.0.0.1:{self.serve.port}"
        return self.sign_in.address


class NotConfigured(Exception):
    """The configuration cannot be used. ``faults`` is never empty."""

    def __init__(self, file: Path | None, faults: Iterable[Fault]) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults in the configuration")


def load(file: Path | None = None) -> Settings:
    """Read ``file``, else what ROLLCALL_CONFIG names, else ``rollcall.toml`` here if it exists.

    Raises NotConfigured with every fault found.
    """
    path = _file_to_read(file)
    table = _table(path) if path else {}
    files = list(take_from_files([*ENVIRONMENT_ONLY.values(), *secret_variables(table)]))
    faults = [*files, *_file_only_faults(table), *_variable_faults(table)]
    table = {key: value for key, value in table.items() if key not in ENVIRONMENT_ONLY}
    try:
        configured = _Configured(**table)
    except ValidationError as error:
        raise NotConfigured(path, [*faults, *faults_of(error, _Configured)]) from None
    except SettingsError:
        # A whole section given as one variable that is not JSON; its value may hold a secret.
        raise NotConfigured(path, [*faults, *_section_faults()]) from None
    by_kind = {kind: getattr(configured.sources, kind) for kind in Sources.model_fields}
    faults += [
        *name_faults(by_kind),
        *phrase_faults(by_kind, configured.measures),
        *measure_faults(by_kind, configured.measures),
    ]
    if configured.sign_in is not None:
        faults += secret_faults(configured.client_secret.strip(), configured.cookie_secret.strip())
    faults += mail_faults(configured.notices, *_mail_sign_in(configured))
    if faults:
        raise NotConfigured(path, faults)
    return _settings(configured, path)


def _file_to_read(file: Path | None) -> Path | None:
    named = file or (Path(os.environ[CONFIG_VARIABLE]) if os.environ.get(CONFIG_VARIABLE) else None)
    if named is not None:
        return named.absolute()
    here = Path.cwd() / FILE_NAME
    return here if here.exists() else None


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise NotConfigured(path, [Fault("", Expected.TOML, str(error))]) from None
    except (OSError, UnicodeDecodeError):
        raise NotConfigured(path, [Fault("", Expected.READABLE_FILE, str(path))]) from None


def _file_only_faults(table: Mapping[str, Any]) -> Iterator[Fault]:
    for key, variable in ENVIRONMENT_ONLY.items():
        if key in table:
            yield Fault(key, Expected.ENVIRONMENT_ONLY, nearest=variable)


def _variable_faults(table: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults for variables that look like ours and are not."""
    known = {PREFIX + name.upper() for name in _Configured.model_fields} | {CONFIG_VARIABLE}
    secrets = {*ENVIRONMENT_ONLY.values(), *secret_variables(table)}
    allowed = known | secrets | {each + ENDING for each in secrets}
    for name in sorted(os.environ):
        ours = name.startswith(PREFIX) and name.split("__")[0] not in known
        if ours and name not in allowed:
            nearest = nearest_to(
                name.removeprefix(PREFIX), [each.removeprefix(PREFIX) for each in known]
            )
            yield Fault(name, Expected.KNOWN_KEY, nearest=PREFIX + nearest if nearest else "")


def _section_faults() -> Iterator[Fault]:
    for name in _Configured.model_fields:
        if name not in ENVIRONMENT_ONLY and PREFIX + name.upper() in os.environ:
            yield Fault(PREFIX + name.upper(), Expected.TABLE)


def _settings(configured: _Configured, path: Path | None) -> Settings:
    base = path.parent if path else Path.cwd()
    found = configured.sources
    written: list[Written] = [
        each for kind in Sources.model_fields for each in getattr(found, kind)
    ]
    connections = [_complete(each, configured.measures, base) for each in written]
    url = configured.database_url or f"sqlite:///{base / DEFAULT_STORE}"
    own = (configured.client_secret.strip(), configured.cookie_secret.strip())
    mail_user, mail_password = _mail_sign_in(configured)
    targets = [os.environ.get(each.url_env, "") for each in configured.notices.to if each.url_env]
    hidden = [*own, mail_password, *targets, *(part for each in targets for part in parts_of(each))]
    return Settings(
        company=configured.company,
        serve=configured.serve,
        sync=configured.sync,
        measures=configured.measures,
        connections=tuple(connections) or (SampleConnection(),),
        base=base,
        file=path,
        sign_in=configured.sign_in,
        database_url=url,
        client_secret=own[0],
        cookie_secret=own[1],
        notices=configured.notices,
        mail_user=mail_user,
        mail_password=mail_password,
        secrets=secret_values(url, connections, hidden),
    )


def _mail_sign_in(configured: _Configured) -> tuple[str, str]:
    return configured.mail_user.strip(), configured.mail_password.strip()


def _complete(connection: Written, measures: Mapping[str, MeasureShape], base: Path) -> Connection:
    if isinstance(connection, StaffConnection | OpenLineageConnection):
        return replace(connection, path=str(base / connection.path))
    if isinstance(connection, AirflowConnection):
        return connection
    connection = replace(connection, measures={**measures, **connection.measures})
    if isinstance(connection, FilesConnection | EvidentlyConnection):
        return replace(connection, path=str(base / connection.path))
    return connection
