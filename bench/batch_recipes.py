"""How open time of whole columns is worked out without this library."""

from datetime import time, timedelta
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rival_rows import ZONE, german_holidays

Instants = NDArray[np.datetime64]
Lengths = NDArray[np.timedelta64]

_OPENS, _CLOSES = (np.timedelta64(hour * 3600, "s") for hour in (9, 17))
_LENGTH = _CLOSES - _OPENS
_NONE = np.timedelta64(0, "s")


class Recipe:
    """Mo-Fr 09-17 in local times by numpy's business days: one window a day."""

    def __init__(self) -> None:
        self._days = np.busdaycalendar(holidays=sorted(german_holidays()))

    def elapsed(self, start: Instants, end: Instants) -> Lengths:
        """Return the open time between local times of seconds."""
        first, last = start.astype("datetime64[D]"), end.astype("datetime64[D]")
        days = np.busday_count(first, last, busdaycal=self._days)
        return days * _LENGTH + self._part(end, last) - self._part(start, first)

    def due(self, start: Instants, within: timedelta) -> Instants:
        """Return the first local times with so much open time since others."""
        first = start.astype("datetime64[D]")
        begun = np.busday_offset(first, 0, roll="forward", busdaycal=self._days)
        total = self._part(start, first) + np.timedelta64(within)
        total = total.astype("timedelta64[s]")
        days = (total - np.timedelta64(1, "s")) // _LENGTH
        last = np.busday_offset(begun, days, busdaycal=self._days)
        found: Any = last.astype("datetime64[s]") + _OPENS + (total - days * _LENGTH)
        return np.asarray(found)

    def _part(self, at: Instants, day: Instants) -> Lengths:
        open_day = np.is_busday(day, busdaycal=self._days)
        return np.where(open_day, np.clip(at - day, _OPENS, _CLOSES) - _OPENS, _NONE)


def berlin(instants: Instants) -> Instants:
    """Return the local times of Berlin at instants of UTC."""
    index = pd.DatetimeIndex(instants).tz_localize("UTC").tz_convert(ZONE)
    found: Instants = index.tz_localize(None).to_numpy()
    return found


def from_berlin(local: Instants) -> Instants:
    """Return the instants of UTC at local times of Berlin."""
    index = pd.DatetimeIndex(local).tz_localize(ZONE).tz_convert("UTC")
    found: Instants = index.tz_localize(None).to_numpy()
    return found


def work_clock() -> Any:
    """Return the schedule of workclock with the same hours."""
    peer = import_module("workclock")
    rules = [peer.WorkDay(time(9), time(17)), peer.Holidays(german_holidays())]
    return peer.Schedule(rules, time_zone=ZONE)
