"""What the engine's commands have in common: their options, its settings, and how failures read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from integration.app import build
from integration.clock import SystemClock
from integration.engine import Engine
from integration.settings import Settings, SettingsError
from integration.store import BadStore, exists

at_least_one = click.IntRange(min=1)
json_option = click.option("--json", "json_", is_flag=True, help="print JSON instead of tables")
store_option = click.option("--store", help="the engine's store, instead of FLORALAB_STORE_URL")


@contextmanager
def said(*kinds: type[Exception]) -> Iterator[None]:
    """Say failures of these kinds in their own sentence instead of a trace.

    Raises:
        ClickException: with the sentence.
    """
    try:
        yield
    except kinds as problem:
        raise click.ClickException(str(problem)) from problem


def settings_of(**changes: Any) -> Settings:
    """The environment's settings, with these changes; None changes nothing.

    Raises:
        ClickException: naming each setting that can not be used.
    """
    with said(SettingsError):
        return Settings.of_environment().changed(**changes)


@contextmanager
def engine_at(store: str | None, *, made: bool = False, **changes: Any) -> Iterator[Engine]:
    """The engine of the environment's settings, with these changes; closed afterwards.

    Args:
        store: where its store is, if not where the settings say.
        made: whether the store is made where there is none; one that is only asked is not.
        **changes: settings by name; None changes nothing.

    Raises:
        ClickException: if a setting can not be used, or there is no such store.
    """
    settings = settings_of(store_url=store or None, **changes)
    with said(BadStore):
        if not made and not exists(settings.store_url):
            hint = "`floralab connect` makes one; --store says where another is"
            raise BadStore(f"there is no store at {settings.store_url}: {hint}")
        engine = build(settings, SystemClock())
    try:
        yield engine
    finally:
        engine.close()
