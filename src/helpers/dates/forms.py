"""The notation of what time words mean, and its reading once the publication is known.

A *form* is a chain of steps, read from left to right. Its first step is an anchor,
an interval of days; each further step maps an interval to another one::

    2021-10-27   2021-10   2021   202X   20XX   2021-Q3   2021-H1   2021-WI
                      the day, month, year, decade, century, quarter, half, season
    pub               the publication
    @date-1f0c9a77be  the interval of another time expression of the same article
    ?                 unknown

    day+0 week-1 weekend-1 month-3 quarter+1 half-1 season-1 year-1 decade+0 century-1
                      the calendar unit around it, moved by so many units
    FRI<  10-27<  D14<  10<  WI<  Q3<  H1<
                      the last such weekday, day of a year, day of a month, month,
                      season, quarter or half that began no later; << ended before it;
                      > the next that ends no earlier; >> begins after it; = the one inside
                      it; ~ the nearest, each day ahead counted as four, since news looks
                      back;
                      a feast may stand for the day (helpers.dates.feasts), or nth4THU11 (the
                      fourth Thursday of November), nth-1MON05 (the last Monday of May);
                      nth1MON11+1 is the day after the first Monday of November
    span-3d span+2w   the stretch that ends (begins) with it, so long back (ahead);
                      a last + ("more than") makes it half as long again
    early mid late    a part of it, and sofar and later, up to the publication and from it;
                      newspapers use these loosely, so they stay in the form and do not cut
                      the interval: only what they date is cut, and not finely (spread)
    until@date-...    the beginning of a range that another expression ends
    clock             a bare time of day, of which no words say the day

A form may begin with a relation and a colon, ``since: pub FRI<``: the words date
something that runs from, up to, or lies behind that interval. ``date_start`` and
``date_end`` of the expression are the interval itself; :func:`spread` applies the
relation for what the expression dates. Two chains joined by `` .. `` mean everything
from the first to the second.

Weeks begin on Monday, as in ISO 8601; only that *last week*, written on a Sunday, may mean
the week just ended too, so that it runs up to the day before. Seasons are those of the
northern half of the world by whole months, as in TIMEX3; a winter bears the year in
which it begins.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

from helpers.dates import feasts

Interval = tuple[date, date]

WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
BEFORE = 7
"""How many times as long before a day, a month or a year something *before* it lies."""
_UNIT = re.compile(r"(day|week|weekend|month|quarter|half|season|year|decade|century)([+-]\d+)")
_SEEK = re.compile(
    r"(?P<what>[A-Z]{3}|\d\d-\d\d(?:[A-Z]{3})?|\d\d|SP|SU|FA|WI|[QH]\d"
    r"|D\d\d|" + feasts.CODE + r"|nth-?\d[A-Z]{3}\d\d(?:[+-]\d+)?)(?P<way>[<>~=]{1,2})"
)
_SPAN = re.compile(r"span([+-])(\d+)([dwmy])(\+?)")
_NTH = re.compile(r"nth(-?\d)([A-Z]{3})(\d\d)([+-]\d+)?")
_MONTHS_IN = {
    "month": 1,
    "season": 3,
    "quarter": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
}
_PRECISION = dict.fromkeys(SEASONS, "season") | {"Q": "quarter", "H": "half"}


def add_months(day: date, months: int) -> date:
    """Move a day by calendar months; the 31st becomes the last day of a short month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_from(year: int, month: int, months: int) -> Interval:
    """Return so many whole months from the given one on."""
    first = date(year, month, 1)
    return first, add_months(first, months) - timedelta(days=1)


@lru_cache(maxsize=4096)
def absolute(anchor: str) -> Interval | None:
    """Read an absolute anchor; None where there is no such day."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", anchor):
            return (date.fromisoformat(anchor),) * 2
        year = int(anchor[:4].replace("X", "0"))
        if anchor.endswith("XX"):
            return months_from(year, 1, 1200)
        if anchor.endswith("X"):
            return months_from(year, 1, 120)
        part = anchor[5:]
        if not part:
            return months_from(year, 1, 12)
        if part[0] in "QH":
            length = 3 if part[0] == "Q" else 6
            return months_from(year, 1 + length * (int(part[1]) - 1), length)
        if part in SEASONS:
            return months_from(year, SEASONS[part], 3)
        return months_from(year, int(part), 1)
    except ValueError:
        return None


def unit_around(day: date, unit: str, shift: int) -> Interval:
    """Return the calendar unit that holds ``day``, moved by ``shift`` units."""
    if unit == "day":
        return (day + timedelta(days=shift),) * 2
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6)
    length = _MONTHS_IN[unit]
    index = day.year * 12 + day.month - 1
    offset = 1 if unit == "season" else 0
    index = (index + offset) // length * length - offset
    year, month = divmod(index + shift * length, 12)
    return months_from(year, month + 1, length)


def _options(day: date, what: str) -> list[Interval]:
    """List what ``what`` means in the weeks or years around ``day``."""
    if what in WEEKDAYS:
        ahead = (WEEKDAYS.index(what) - day.weekday()) % 7
        return [(day + timedelta(days=ahead + k),) * 2 for k in (-14, -7, 0, 7)]
    if what[0] == "D":
        months = [add_months(day.replace(day=1), k) for k in range(-3, 4)]
        found = [absolute(f"{m:%Y-%m}-{what[1:]}") for m in months]
        return [o for o in found if o]
    if re.fullmatch(feasts.CODE, what):
        years = range(max(MINYEAR, day.year - 2), min(MAXYEAR, day.year + 2) + 1)
        return [interval for year in years for interval in feasts.feasts_in(year, what)]
    name, weekday = (what[:5], what[5:]) if what[2:3] == "-" else (what, "")
    reach = 12 if weekday or name == "02-29" else 2
    years = range(max(MINYEAR, day.year - reach), min(MAXYEAR - 1, day.year + reach) + 1)
    found = [_in_year(year, name) for year in years]
    return [o for o in found if o and (not weekday or o[0].weekday() == WEEKDAYS.index(weekday))]


def _in_year(year: int, name: str) -> Interval | None:
    if nth := _NTH.fullmatch(name):
        day = _nth(year, int(nth[1]), nth[2], int(nth[3]))
        return (day + timedelta(days=int(nth[4] or 0)),) * 2
    return absolute(f"{year:04d}-{name}")


def _nth(year: int, n: int, weekday: str, month: int) -> date:
    first, last = months_from(year, month, 1)
    if n > 0:
        ahead = (WEEKDAYS.index(weekday) - first.weekday()) % 7
        return first + timedelta(days=ahead + 7 * (n - 1))
    return last - timedelta(days=(last.weekday() - WEEKDAYS.index(weekday)) % 7)


def _seek(day: date, what: str, way: str) -> Interval | None:
    """Find ``what`` seen from ``day``, in the direction ``way``."""
    options = _options(day, what)
    if way == "~":
        return min(options, key=lambda o: (_gap(o, day), o), default=None)
    tests: dict[str, Callable[[Interval], bool]] = {
        "<": lambda o: o[0] <= day,
        "<<": lambda o: o[1] < day,
        ">": lambda o: o[1] >= day,
        ">>": lambda o: o[0] > day,
    }
    fitting = [o for o in options if tests[way](o)]
    return (max if "<" in way else min)(fitting, default=None)


def _gap(interval: Interval, day: date) -> int:
    if interval[0] <= day <= interval[1]:
        return 0
    return 4 * (interval[0] - day).days if interval[0] > day else (day - interval[1]).days


def _inside(interval: Interval, what: str) -> Interval | None:
    found = _seek(interval[0], what, ">")
    return found if found and found[0] <= interval[1] else None


def _span(interval: Interval, step: re.Match[str]) -> Interval:
    ahead, count, unit = step[1] == "+", int(step[2]), step[3]
    anchor = interval[1] if not ahead else interval[0]
    sign = 1 if ahead else -1
    if unit in "dw":
        other = anchor + timedelta(days=sign * count * (7 if unit == "w" else 1))
    else:
        other = add_months(anchor, sign * count * (12 if unit == "y" else 1))
    if step[4]:
        other += (other - anchor) / 2
    return (anchor, other) if ahead else (other, anchor)


def _step(interval: Interval, step: str) -> Interval | None:
    """Apply one step of a chain."""
    if unit := _UNIT.fullmatch(step):
        ends = [unit_around(day, unit[1], int(unit[2])) for day in interval]
        if step == "week-1" and interval[1].weekday() == 6:
            return ends[0][0], interval[1] - timedelta(days=1)
        return ends[0][0], ends[1][1]
    if seek := _SEEK.fullmatch(step):
        if seek["way"] == "=":
            return _inside(interval, seek["what"])
        ends = [_seek(day, seek["what"], seek["way"]) for day in interval]
        return (ends[0][0], ends[1][1]) if all(ends) else None
    if span := _SPAN.fullmatch(step):
        return _span(interval, span)
    return interval


def split_relation(form: str) -> tuple[str, str]:
    """Part a form into its relation, ``""`` where it has none, and the rest."""
    head, colon, rest = form.partition(": ")
    return (head, rest) if colon else ("", form)


def evaluate(
    form: str, published: date | None, others: Mapping[str, Interval | None]
) -> Interval | None:
    """Read a form.

    Parameters
    ----------
    form : str
        In the notation above.
    published : datetime.date or None
        The day of publication; None where unknown.
    others : mapping of str to (date, date) or None
        The intervals of the time expressions that the form may refer to, by
        their ``date_id``.

    Returns
    -------
    (datetime.date, datetime.date) or None
        The interval that the words mean; None where that cannot be known.
    """
    ends = []
    for chain in split_relation(form)[1].split(" .. "):
        anchor, *steps = chain.split(" ")
        if anchor == "pub":
            interval = (published, published) if published else None
        elif anchor.startswith("@"):
            interval = others.get(anchor[1:])
        else:
            interval = None if anchor == "?" else absolute(anchor)
        for step in steps:
            if interval is None:
                return None
            try:
                interval = _step(interval, step)
            except (OverflowError, ValueError):
                return None
        if interval is None:
            return None
        ends.append(interval)
    first, last = ends[0][0], ends[-1][1]
    return (first, last) if first <= last else None


def ending(form: str) -> str:
    """Return the ``date_id`` of the expression that ends the range a form begins, or ``""``."""
    return form.rpartition(" until@")[2] if " until@" in form else ""


def anchors(form: str) -> list[str]:
    """Return the anchors of a form's chains."""
    return [chain.split(" ")[0] for chain in split_relation(form)[1].split(" .. ")]


def precision(form: str) -> str:
    """Say how finely a form dates: day, week, month, ..., span or unknown."""
    _, rest = split_relation(form)
    if " .. " in rest:
        return "span"
    anchor, *steps = rest.split(" ")
    if anchor == "?":
        return "unknown"
    for step in reversed(steps):
        if unit := _UNIT.fullmatch(step):
            return unit[1]
        if _SPAN.fullmatch(step):
            return "span"
        if seek := _SEEK.fullmatch(step):
            return _fineness(seek["what"])
    if anchor.endswith("XX"):
        return "century"
    if anchor.endswith("X"):
        return "decade"
    return _fineness(anchor[5:]) if anchor[5:] else "year"


def _fineness(name: str) -> str:
    if feasts.length(name) > 1:
        return "month" if feasts.length(name) > 20 else "week"
    if name in _PRECISION or name[:1] in _PRECISION:
        return _PRECISION.get(name) or _PRECISION[name[:1]]
    return "month" if len(name) == 2 else "day"


def spread(
    form: str, interval: Interval, published: Interval | None, until: Interval | None = None
) -> Interval | None:
    """Apply a form's relation: since Friday means from Friday to the publication.

    Parameters
    ----------
    form : str
        The form of a time expression.
    interval : (date, date)
        What its words mean.
    published : (date, date) or None
        When the article appeared.
    until : (date, date), optional
        Where the words give a beginning, the interval that gives the end.

    Returns
    -------
    (date, date) or None
        The days that something dated so may lie on. *until* and *by* set
        an end and no beginning, so that only the interval itself is known to be meant;
        *before* means :data:`BEFORE` times as long before it.
        *Early* and *late* cut a month or more to its first and last half, *mid* to the
        half about its middle.
    """
    relation = split_relation(form)[0]
    if until and until[1] >= interval[0]:
        return interval[0], until[1]
    if relation in ("since", "after", "from") and published:
        return interval[0], max(interval[1], published[1])
    if relation == "before":
        last = interval[0] - timedelta(days=1)
        return last - BEFORE * (interval[1] - interval[0] + timedelta(days=1)), last
    return _cut(interval, form.rpartition(" ")[2], published)


def _cut(interval: Interval, part: str, published: Interval | None) -> Interval:
    """Cut an interval to a part of it; one shorter than a month is left whole."""
    first, last = interval
    if published and part == "later" and first <= published[0] <= last:
        return published[0], last
    quarter = (last - first) / 4
    if quarter < timedelta(days=6):
        return interval
    cuts = {"early": (0, 2), "mid": (1, 3), "late": (2, 4)}
    begin, end = cuts.get(part, (0, 4))
    return first + begin * quarter, last - (4 - end) * quarter
