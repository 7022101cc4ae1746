"""Tables rearranged for reading: what figures draw, display tables show, prose tells.

Every function takes :class:`helpers.extraction.Tables` and returns a tidy
dataframe in reading order. None parses text.
"""

from helpers.views.casualties import (
    article_labels,
    changes,
    claim_ranges,
    claims,
    stories,
    toll_title,
    tolls,
)
from helpers.views.inputs import articles, coverage
from helpers.views.people import actors, counts_by_side, interactions, speakers
from helpers.views.portraits import Portrait, portrait
from helpers.views.presence import epithets, presence
from helpers.views.times import chronology, growth, growth_by_day, lanes

__all__ = [
    "Portrait",
    "actors",
    "article_labels",
    "articles",
    "changes",
    "chronology",
    "claim_ranges",
    "claims",
    "counts_by_side",
    "coverage",
    "epithets",
    "growth",
    "growth_by_day",
    "interactions",
    "lanes",
    "portrait",
    "presence",
    "speakers",
    "stories",
    "toll_title",
    "tolls",
]
