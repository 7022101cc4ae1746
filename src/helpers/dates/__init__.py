"""Time expressions in one article: found, and resolved once it is known when it appeared.

:func:`find_dates` reads one article and writes down what its time words mean in the
notation of :mod:`helpers.dates.forms`; :func:`resolve_dates` works on the tables
alone, when the publication dates are known or inferred;
:func:`stated_publication` reads the date that an article states of itself.
"""

from helpers.dates.finding import find_dates
from helpers.dates.resolving import resolve_dates
from helpers.dates.stated import publication_words, stated_publication

__all__ = ["find_dates", "publication_words", "resolve_dates", "stated_publication"]
