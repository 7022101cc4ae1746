"""Casualty claims: how many of whom are said to have been killed, injured, and so on.

Each sentence's casualty words (:mod:`helpers.claims.cues`,
:mod:`helpers.claims.frames`) and phrases (:mod:`helpers.claims.deaths`,
:mod:`~helpers.claims.injuries`, :mod:`~helpers.claims.held`,
:mod:`~helpers.claims.toll_numbers`), but for idiom, charges, illness, fiction and
sport (:mod:`helpers.claims.left_out`), lead to the noun phrases that name the victims
(:mod:`helpers.claims.victims`), their numbers (:mod:`helpers.quantities`) and
their group (:mod:`helpers.claims.groups`); the words round them tell stance,
perpetrators, and whether a number is a part or a sum (:mod:`helpers.claims.context`).
"""

from helpers.claims.reader import find_claims

__all__ = ["find_claims"]
