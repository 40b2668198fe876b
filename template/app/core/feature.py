"""What a feature contributes to the product, declared in one object."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from fastapi import APIRouter
from sqlmodel import Session, SQLModel

from app.core.jobs import Job, Schedule
from app.core.keyed import Keyed
from app.core.mail import Mail
from app.core.settings import FeatureSettings


@dataclass(frozen=True, kw_only=True)
class Feature:
    """A feature: one folder of the same name in app/, migrations/, web/app/features/ and tests/*/.

    `build_router` makes a further router once all features are listed, for what is put together from several of them.
    `schedules` ask for jobs again and again; `seed` fills an empty development database and may be called again;
    `events` are what the feature writes to the audit trail; `settings` are its variables, read with `settings_of` and required
    before a process begins; `keyed` tells what depends on keys of them that may be replaced; `personal_data` tells all that the feature holds about somebody, by their id, for them to take away;
    `forget_ways_in` takes away what has opened somebody's account only since a moment, because a thief may have added it;
    `page_sources` tell what its pages load from elsewhere, by directive of a content security policy;
    `readiness` names checks that raise while the feature cannot serve.
    """

    name: str
    router: APIRouter | None = None
    build_router: Callable[[], APIRouter] | None = None
    models: tuple[type[SQLModel], ...] = ()
    jobs: tuple[Job[...], ...] = ()
    schedules: tuple[Schedule, ...] = ()
    mails: tuple[Mail, ...] = ()
    events: type[StrEnum] | None = None
    seed: Callable[[Session], None] | None = None
    settings: type[FeatureSettings] | None = None
    keyed: tuple[Keyed, ...] = ()
    personal_data: Callable[[Session, str], Any] | None = None
    forget_ways_in: Callable[[Session, str, datetime], None] | None = None
    page_sources: Callable[[], dict[str, list[str]]] | None = None
    readiness: dict[str, Callable[[], None]] = field(default_factory=dict)
