"""Feast days that move through the year, computed by the calendars of several faiths.

A feast is named by a code (``date_holidays.csv``): ``easter-2`` Good Friday,
``orthodox+0`` the Easter of the Eastern churches, ``islamic10-01+2`` three days from
the first of the tenth month, ``hebrew07-10``, ``persian01-01``, and by the moon
``diwali-20``, ``holi``, ``vesak`` and ``newyear`` (the lunar new year of East Asia).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

CODE = (
    r"(?:easter|orthodox)[+-]\d+|(?:islamic|hebrew|persian)\d\d-\d\d(?:\+\d+)?"
    r"|(?:diwali|holi|vesak|newyear)(?:[+-]\d+)?"
)
_PARTS = re.compile(r"([a-z]+)(?:(\d\d)-(\d\d))?([+-]\d+)?")
_EVENING = timedelta(hours=18)
# Of each feast by the moon: its phase, the month, day and hour from which it is the first,
# the hours its country is ahead of UTC, and the days from the evening of that phase.
_MOONS = {
    "diwali": ("new", (10, 17, 12), 5.5, 0),
    "holi": ("full", (2, 28, 0), 5.5, 1),
    "vesak": ("full", (4, 30, 0), 5.5, 0),
    "newyear": ("new", (1, 21, 12), 8.0, 0),
}
_LOCAL_DAY = frozenset({"vesak", "newyear"})


def length(code: str) -> int:
    """Return for how many days a feast lasts, for calendars that are counted by days."""
    found = _PARTS.fullmatch(code)
    return 1 + int(found[4] or 0) if found and found[2] else 1


@lru_cache(maxsize=1024)
def feasts_in(year: int, code: str) -> tuple[tuple[date, date], ...]:
    """Compute when a feast begins in a year of the common calendar.

    Parameters
    ----------
    year : int
        The year.
    code : str
        The feast, as the module explains.

    Returns
    -------
    tuple of (date, date)
        Each time that it begins in that year, its first and last day. An Islamic feast
        may fall into a year twice or not at all, and since the new moon is sighted a day
        apart in different countries, its interval is a day wider at both ends.
    """
    found = _PARTS.fullmatch(code)
    name, month, day, shift = found.groups() if found else ("", None, None, None)
    moved = timedelta(days=int(shift or 0))
    if name in ("easter", "orthodox"):
        from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

        sunday = easter(year, EASTER_ORTHODOX if name == "orthodox" else EASTER_WESTERN)
        return ((sunday + moved,) * 2,)
    if month:
        wide = timedelta(days=1 if name == "islamic" else 0)
        return tuple(
            (first - wide, first + moved + wide)
            for first in _by_calendar(name, year, int(month), int(day))
        )
    # What is counted from another feast by days, not by the moon, may lie a day later.
    doubt = timedelta(days=bool(shift))
    moon = _by_moon(name, year) + moved
    return ((moon, moon + doubt),)


def _by_calendar(name: str, year: int, month: int, day: int) -> Iterator[date]:
    from convertdate import hebrew, islamic, persian

    calendar = {"islamic": islamic, "hebrew": hebrew, "persian": persian}[name]
    with warnings.catch_warnings():
        # convertdate calls functions of its own that it is about to rename.
        warnings.simplefilter("ignore", DeprecationWarning)
        around = calendar.from_gregorian(year, 7, 1)[0]
        for own in (around - 1, around, around + 1):
            # Purim stands in the last month, which a leap year of the Hebrew calendar doubles.
            last = name == "hebrew" and month == 12 and hebrew.leap(own)
            found = date(*calendar.to_gregorian(own, 13 if last else month, day))
            if found.year == year:
                yield found


def _by_moon(name: str, year: int) -> date:
    from pymeeus.Epoch import Epoch
    from pymeeus.Moon import Moon

    phase, first, ahead, later = _MOONS[name]
    begin = datetime(year, *first)
    seen = datetime.min
    asked = begin - timedelta(days=35)
    while seen < begin:
        asked += timedelta(days=10)
        epoch = Moon.moon_phase(Epoch(asked.year, asked.month, float(asked.day)), target=phase)
        *days, hour, minute, _ = epoch.get_full_date()
        seen = datetime(*days, int(hour), int(minute)) + timedelta(hours=ahead)
    # The Hindu feasts are kept on the evening on which the phase still runs.
    evening = seen if name in _LOCAL_DAY else seen - _EVENING
    return evening.date() + timedelta(days=later)
