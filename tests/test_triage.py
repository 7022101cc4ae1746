"""The screen before parsing: it may let through too much, never too little."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import extract, lexicons, listings, prose
from helpers.claims import reader
from helpers.extraction import mark_unread
from helpers.language import load_pipeline, parse, parse_many
from helpers.schemas import as_table
from helpers.triage import forms, is_relevant, may_tell
from test_claims import CONSTRUCTIONS

QUIET = [
    "The council approved the new budget on Tuesday.",
    "She won the match in three sets and thanked her coach.",
    "Rents in the old town rose by four per cent, a survey of 1,200 homes shows.",
    "A bakery that opened in 1920 is to close, its owner said.",
]
TELLING = [
    "He did not make it out.", "Two are fighting for their lives.", "NINE SLAIN IN MARKET",
    "Her leg was shattered by the blast.", "They took eight students away in a van.",
    "The fate of 16 sailors is unknown.", "Villagers were driven from their lands.",
    "Dead:12", "Eleven firemen were overcome by smoke.", "He fell in the line of duty.",
    "Six were put to death at dawn.", "Four people were burnt alive.",
]  # fmt: skip


@pytest.mark.parametrize("text", [*CONSTRUCTIONS, *TELLING])
def test_what_tells_of_casualties_is_let_through(text: str) -> None:
    assert may_tell(text) and may_tell(text.upper()) and is_relevant(f"Town news\n\n{text}\n")


@pytest.mark.parametrize("text", QUIET)
def test_what_tells_of_none_is_not(text: str) -> None:
    assert not is_relevant(text)


@given(st.sampled_from([*CONSTRUCTIONS, *TELLING]), st.text(), st.text())
def test_more_text_never_hides_what_is_told(told: str, before: str, behind: str) -> None:
    assert is_relevant(f"{before}\n{told}\n{behind}")


def test_every_form_that_the_parser_reads_as_a_casualty_word_is_known() -> None:
    known = load_pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_exc")
    words = {row["word"].split()[0] for row in lexicons.read("casualty_words")}
    for kind in ("send", "hold", "drive out", "strike", "break", "suffer", "meet", "need"):
        words |= lexicons.words("casualty_phrases", kind=kind)
    unknown = {
        (form, lemma)
        for forms_of in (known["verb"], known["noun"])
        for form, lemmas in forms_of.items()
        for lemma in lemmas
        if lemma in words and form not in forms(lemma)
    }
    assert not {pair for pair in unknown if "-" not in pair[0]}


def test_claims_are_those_of_an_unscreened_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = parse("x", "\n\n".join([*QUIET, *CONSTRUCTIONS, *TELLING]))
    screened = reader.find_claims(parsed, [])
    monkeypatch.setattr(reader, "may_tell", lambda text: True)
    assert screened and reader.find_claims(parsed, []) == screened


def corpus(*texts: str) -> pd.DataFrame:
    rows = [
        {"article_id": f"{k}.txt", "path": f"{k}.txt", "text": text, "language": "en",
         "published_basis": "unknown", "published_reason": "?", "n_words": 9, "sha256": "0",
         "title": text[:9]}
        for k, text in enumerate(texts)
    ]  # fmt: skip
    return as_table("articles", rows)


def test_articles_that_tell_of_none_are_left_unread_and_counted() -> None:
    articles = corpus(*QUIET[:2], "Four miners were killed.", "Nine men were hurt, police said.")
    whole, screened = extract(articles, triage=4), extract(articles, triage=3)
    assert not whole.articles["unread"].any()
    assert list(screened.articles["unread"]) == [True, True, False, False]
    assert len(whole.claims) == 2 and screened.claims.equals(whole.claims)
    assert set(screened.sentences["article_id"]) == {"2.txt", "3.txt"}
    assert "2 without a word of casualties" in prose.inputs(screened.articles, whole.rejects)[-1]
    assert "without" not in prose.inputs(whole.articles, whole.rejects)[-1]
    assert "left unread: it tells of no casualties" in listings.articles(screened).html
    assert "2 articles" in listings.opening(screened).text


def test_a_copy_is_no_article_to_leave_unread() -> None:
    articles = corpus(QUIET[0], QUIET[0]).assign(duplicate_of=["", "0.txt"])
    assert list(mark_unread(articles, 0)["unread"]) == [True, False]


def _gold_texts(gold: Path, name: str) -> dict[str, str]:
    folder = gold.parent / "articles" if name == "seeds" else gold / name
    return {p.name: p.read_text(encoding="utf-8", errors="replace") for p in folder.iterdir()}


@pytest.mark.parametrize("name", ["seeds", "dev", "more"])
def test_no_gold_claim_is_screened_out(gold: Path, name: str) -> None:
    texts = _gold_texts(gold, name)
    lines = (gold / f"{name}.claims.jsonl").read_text(encoding="utf-8").splitlines()
    claims = [json.loads(line) for line in lines if line]
    assert claims and all(is_relevant(texts[claim["article"]]) for claim in claims)


def test_claims_on_gold_are_those_of_an_unscreened_reading(gold: Path) -> None:
    for parsed in parse_many(sorted(_gold_texts(gold, "dev").items())):
        for sentence in parsed.sentences:
            if not may_tell(parsed.text[sentence.start : sentence.end]):
                assert not reader.read_sentence(parsed.span(sentence))
