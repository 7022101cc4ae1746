"""Which stretches of text may tell of people hurt: a cheap screen before any parse.

The screen looks at words alone, and lets through whatever the reading of claims
(:mod:`helpers.claims`) could make something of: it may let through too much, never too
little. Each rule is a set of word sets, one word of each of which must be there: "lives"
with "lost", "hospital" with "taken". They are made of the lexicons that the reading
itself uses, so that a word added there is let through here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from helpers import lexicons
from helpers.lexicons import claim_words

TRIAGE_ABOVE = 500
"""In a corpus of more articles than this, those that tell of no casualties are left unread."""

Rule = tuple[frozenset[str], ...]

_WORD = re.compile(r"[^\W\d_]+")
_IRREGULAR = {
    "bear": "born bore borne", "beat": "beaten", "bleed": "bled", "blow": "blew blown",
    "break": "broke broken", "bring": "brought", "burn": "burnt", "die": "dying",
    "do": "did doing done", "knife": "knives", "undergo": "undergone underwent",
    "drive": "driven drove",
    "fall": "fallen fell", "fight": "fought", "find": "found", "flee": "fled",
    "freeze": "froze frozen", "get": "got gotten", "give": "gave given", "go": "goes gone went",
    "hang": "hung", "have": "has had having", "hold": "held", "keep": "kept", "lay": "laid",
    "lead": "led", "leave": "left", "lie": "lain lay lying", "lose": "lost", "make": "made",
    "meet": "met", "mow": "mown", "overcome": "overcame", "put": "putting", "run": "ran running",
    "seek": "sought", "send": "sent", "shoot": "shot", "slay": "slain slew",
    "strike": "struck stricken", "take": "taken took", "throw": "threw thrown",
}  # fmt: skip
"""Forms that :func:`forms` does not make by its endings."""


def forms(word: str) -> frozenset[str]:
    """Return the forms in which a verb or noun may stand, and a few more that it has not.

    Parameters
    ----------
    word : str
        A lemma, lower case.

    Returns
    -------
    frozenset of str
        The word with every ending of English, and its irregular forms.
    """
    stems = {word, word + word[-1]}
    made = {stem + ending for stem in stems for ending in ("s", "es", "d", "ed", "ing")}
    if word.endswith("e"):
        made |= {word[:-1] + "ing", word[:-1] + "ed"}
    if word.endswith("y"):
        made |= {word[:-1] + "ies", word[:-1] + "ied"}
    return frozenset({word, *made, *_IRREGULAR.get(word, "").split()})


def _pieces(words: Iterable[str]) -> frozenset[str]:
    """Return the runs of letters that words are made of, as :func:`may_tell` sees them."""
    return frozenset(piece for word in words for piece in _WORD.findall(word))


def _forms(*words: str) -> frozenset[str]:
    return frozenset().union(*map(forms, words))


def _phrase(*kinds: str) -> frozenset[str]:
    """Return the words of some kinds of casualty phrases, in every form."""
    words = (word for kind in kinds for word in lexicons.words("casualty_phrases", kind=kind))
    return _pieces(form for word in words for form in forms(word))


def _casualty_words() -> Iterator[Rule]:
    """Rules for the words of ``casualty_words.csv``: those of "result" need that result."""
    results = frozenset(["dead", "lifeless", "death", "alive"])
    oneself = frozenset(f"{who}self" for who in ("him", "her", "it", "my", "your", "one"))
    alone: set[str] = set()
    for row in lexicons.read("casualty_words"):
        first, *rest = row["word"].split()
        if rest:
            yield (forms(first), *(frozenset({word}) for word in rest))
        elif row["frame"] == "result":
            yield forms(first), results | oneself | {"themselves", "ourselves"}
        else:
            alone |= forms(first)
    yield (_pieces(alone),)
    yield claim_words("deadly"), claim_words("deed") | alone


@cache
def _rules() -> tuple[frozenset[str], tuple[Rule, ...]]:
    """The words that tell by themselves, and the rules that ask for several."""
    rules = [*_casualty_words(), *_phrase_rules()]
    alone = frozenset().union(*(rule[0] for rule in rules if len(rule) == 1))
    return alone, tuple(rule for rule in rules if len(rule) > 1)


def _phrase_rules() -> tuple[Rule, ...]:
    """Rules for casualty phrases; each mirrors one reader of :mod:`helpers.claims`."""
    hospitals, homes = _phrase("hospital"), _phrase("home", "driven from")
    life = frozenset({"life", "lives"})
    lost = _forms("lose") | {"loss", "losses"}
    counted = {"casualties", "injuries", "arrests", "fatalities", "deaths", "detainees"}
    counted |= {"dead", "killed", "died", "bodies", "death", "victim", "victims"}
    taking = _forms("lose", "forfeit", "give", "lay", "sacrifice", "take", "claim", "cost", "cut")
    return (
        *_casualty_words(),
        (frozenset(counted) | _pieces(claim_words("death") | claim_words("outcome word")),),
        (frozenset({"toll", "tolls"}),),
        (life, taking | lost),
        (lost,),
        (_forms("survive"), frozenset(["not", "n", "t", "never", "none", "neither", "nt"])),
        (_forms("make"), frozenset({"it"}), frozenset(["not", "n", "t", "never", "nt"])),
        (_forms("fall"), _pieces(lexicons.words("casualty_phrases", kind="fallen in"))),
        (_phrase("meet"), _phrase("end")),
        (_phrase("wound"),),
        (_phrase("body part"), _phrase("broken", "break") | lost),
        (frozenset(["condition", "conditions", "care", "support", "coma"]), _phrase("condition")),
        (frozenset({"coma", "critical"}),),
        (hospitals,),
        (_forms("treat"), frozenset({"for", "on", "at"})),
        (_forms("operate"), frozenset({"on"})),
        (_phrase("strike"), _phrase("missile")),
        (_phrase("need"), _phrase("care")),
        (_forms("fight"), life),
        (frozenset(["hostage", "hostages", "captive", "suspicion"]), _phrase("hold")),
        (_phrase("custody"),),
        (_forms("hold", "seize"),),
        (_forms("pick"), frozenset({"up"})),
        (_forms("take", "drag", "lead", "whisk"), frozenset({"away"})),
        (frozenset({"fate", "whereabouts"}),),
        (_forms("flee"),),
        (_forms("leave", "abandon"), _forms("force", "compel")),
        (_phrase("drive out"), homes),
    )


def may_tell(text: str) -> bool:
    """Return whether a stretch of text may tell of people killed, hurt, held or driven out.

    Parameters
    ----------
    text : str
        A sentence, a paragraph, or more; one that is whole, since a rule may ask for
        words of a sentence that stand apart.

    Returns
    -------
    bool
        False only where :func:`helpers.claims.find_claims` finds nothing.
    """
    words = set(_WORD.findall(text.lower()))
    alone, together = _rules()
    return not words.isdisjoint(alone) or any(
        not any(words.isdisjoint(needed) for needed in rule) for rule in together
    )


def is_relevant(text: str) -> bool:
    """Return whether an article may hold a casualty claim; see :func:`may_tell`.

    Parameters
    ----------
    text : str
        The article.

    Returns
    -------
    bool
        Whether one of its lines may tell of casualties. Sentences do not run over the
        ends of lines.
    """
    return may_tell(text) and any(may_tell(line) for line in text.splitlines())
