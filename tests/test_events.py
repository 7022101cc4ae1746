"""Events: who did what to whom, where, whether it happened, and which tellings are one."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.events import find_events, merge_events
from helpers.events.first_person import name_first_person
from helpers.language import parse
from helpers.schemas import as_table

Event = dict[str, object]


def events_in(text: str) -> list[Event]:
    return find_events(parse("a.txt", text))


def one(text: str, kind: str) -> Event:
    found = [e for e in events_in(text) if e["kind"] == kind]
    assert len(found) == 1, [(e["kind"], e["cue"]) for e in events_in(text)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "cue", "actor", "target"),
    [
        ("Soldiers arrested the union leader on Monday.", "coerce", "arrested",
         "Soldiers", "the union leader"),
        ("The union leader was arrested by soldiers on Monday.", "coerce", "arrested",
         "soldiers", "The union leader"),
        ("Rebels fired rockets at the army base.", "assault", "fired", "Rebels", "the army base"),
        ("Police opened fire on the crowd.", "assault", "opened", "Police", "the crowd"),
        ("Thousands of farmers marched against the new tax.", "protest", "marched",
         "Thousands of farmers", "the new tax"),
        ("The miners called off their strike on Friday.", "retreat", "called off",
         "The miners", ""),
        ("The minister accused the rebels of killing villagers.", "accuse", "accused",
         "The minister", "the rebels"),
        ("The union demanded that the mayor be dismissed.", "request", "demanded",
         "The union", "the mayor"),
        ("The group was declared illegal by the authorities.", "coerce", "declared",
         "the authorities", "The group"),
        ("The rebels and the government reached a deal on Sunday.", "agree", "deal",
         "The rebels", ""),
        ("Firefighters rescued 12 passengers from the ferry.", "aid", "rescued",
         "Firefighters", "12 passengers"),
        ("The army deployed hundreds of troops in the capital.", "mobilize", "deployed",
         "The army", "hundreds of troops"),
        ("The militia claimed responsibility for the ambush.", "admit", "claimed",
         "The militia", ""),
        ("The president released 40 prisoners.", "concede", "released",
         "The president", "40 prisoners"),
    ],
)  # fmt: skip
def test_verbs_tell_who_did_what_to_whom(
    text: str, kind: str, cue: str, actor: str, target: str
) -> None:
    event = one(text, kind)
    assert (event["cue"], event["actor_text"], event["target_text"]) == (cue, actor, target)


@pytest.mark.parametrize(
    ("text", "kind", "cue"),
    [
        ("The march resumed on Tuesday.", "protest", "march"),
        ("Talks between the rebels and the army took place over the weekend.", "consult", "Talks"),
        ("The rebels staged an ambush near the border.", "assault", "ambush"),
        ("Nine people died in clashes near the port.", "assault", "clashes"),
        ("The ministry reported a breakthrough in talks with the rebels.", "agree",
         "breakthrough"),
        ("The ceasefire collapsed on Friday.", "reject", "ceasefire"),
        ("A bus and a train collided near the village.", "accident", "collided"),
        ("An earthquake struck the coast on Monday.", "disaster", "struck"),
    ],
)  # fmt: skip
def test_nouns_and_verbs_of_events(text: str, kind: str, cue: str) -> None:
    assert one(text, kind)["cue"] == cue


def test_a_verb_and_the_noun_it_needs_are_one_event() -> None:
    found = events_in("The teachers called off a march to the palace.")
    assert [e["kind"] for e in found] == ["retreat"]


@pytest.mark.parametrize(
    "text",
    [
        "Two countries share a border that runs along the river.",
        "The heart attack patient went home from the hospital.",
        "Their stock market crash theory earned them a prize.",
        "Seventeen of the wounded were admitted to hospital.",
        "The peace talks venue lies beside a lake.",
    ],
)
def test_words_in_other_senses_are_no_events(text: str) -> None:
    assert events_in(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("The army attacked the village.", "assault", "actual"),
        ("The army did not attack the village.", "assault", "negated"),
        ("The army denied attacking the village.", "assault", "negated"),
        ("The sides failed to reach an agreement.", "agree", "negated"),
        ("The students will march on Friday.", "protest", "planned"),
        ("The students plan to march on Friday.", "protest", "planned"),
        ("The army could attack the village.", "assault", "hypothetical"),
        ("The army would respond if rebels attacked the village.", "assault", "hypothetical"),
        ("The rebels threatened to attack the village.", "assault", "hypothetical"),
        ("The mayor demanded the withdrawal of the troops.", "retreat", "hypothetical"),
        ("The mayor said soldiers had attacked the village.", "assault", "actual"),
        ("No attack took place.", "assault", "negated"),
    ],
)
def test_mode(text: str, kind: str, mode: str) -> None:
    found = [e for e in events_in(text) if e["kind"] == kind]
    assert [e["mode"] for e in found] == [mode]


def test_place_is_the_name_where_there_is_one() -> None:
    assert one("Gunmen attacked a convoy in Nairobi.", "assault")["place"] == "Nairobi"
    assert one("A bomb exploded in a crowded market.", "assault")["place"] == "a crowded market"


def test_subjects_are_shared_across_clauses() -> None:
    found = events_in("Rebels ambushed a convoy and kidnapped three drivers after blocking a road.")
    assert {e["actor_text"] for e in found} == {"Rebels"}
    assert len(found) == 3


def test_an_antecedent_stands_for_its_pronoun() -> None:
    event = one("The general, who was jailed in May, spoke to reporters.", "coerce")
    assert event["target_text"] == "The general"


TEXT = (
    "Protesters clashed with riot police in Nairobi on Friday, and the “interior” minister "
    "condemned the violence.\n\nOpposition leaders called for talks, but the government refused "
    "to negotiate. Troops, who were deployed on Monday, did not fire at the crowd."
)


def test_offsets_cut_the_words_from_the_text() -> None:
    found = events_in(TEXT)
    assert len(found) >= 5
    for event in found:
        assert TEXT[event["start"] : event["end"]] == event["text"]
        assert event["start"] <= event["cue_start"] < event["cue_end"] <= event["end"]
        assert TEXT[event["cue_start"] : event["cue_end"]] == event["cue"]
        for side in ("actor", "target"):
            if event[f"{side}_text"]:
                first, last = event[f"{side}_start"], event[f"{side}_end"]
                assert TEXT[first:last] == event[f"{side}_text"]
    as_table("events", found)


_WORDS = st.sampled_from(["the", "army", "march", "attacked", "of", "in", "talks", "to", "”\n"])


@settings(max_examples=15, deadline=None)
@given(st.lists(_WORDS))
def test_any_words_give_valid_rows(words: list[str]) -> None:
    text = "Police " + " ".join(words)
    found = events_in(text)
    as_table("events", found)
    assert all(text[e["start"] : e["end"]] == e["text"] for e in found)


def told(article: str, day: str, n: int = 0, **known: str) -> Event:
    """One telling of an attack, dated."""
    return {
        "event_id": f"event-{article}-{n}", "article_id": article, "sentence_id": 0, "start": n,
        "end": n + 9, "text": "an attack", "kind": "assault", "cue": "attack", "cue_start": n,
        "cue_end": n + 6, "mode": "actual", "date_start": day, "date_end": day, "n_articles": 1,
        **known,
    }  # fmt: skip


def merged(*rows: Event) -> pd.DataFrame:
    return merge_events(as_table("events", rows))


def test_tellings_of_one_event_share_an_id_across_articles() -> None:
    table = merged(
        told("a", "2020-05-01", actor_text="the rebels", place="Nairobi"),
        told("b", "2020-05-01", actor_text="rebels", target_text="a convoy"),
        told("c", "2020-05-01", target_text="a convoy", date_end="2020-05-02"),
    )
    assert table["event_id"].nunique() == 1
    assert list(table["n_articles"]) == [3, 3, 3]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "protest"},
        {"mode": "planned"},
        {"date_start": "2020-05-03", "date_end": "2020-05-03"},
        {"date_end": "2020-05-31"},
        {"actor_text": "soldiers"},
        {"date_start": None, "date_end": None},
    ],
)
def test_tellings_that_differ_stay_apart(other: Event) -> None:
    first = told("a", "2020-05-01", actor_text="rebels", target_text="a convoy")
    table = merged(first, {**first, "article_id": "b", **other})
    assert table["event_id"].nunique() == 2
    assert list(table["n_articles"]) == [1, 1]


def test_a_telling_that_names_nobody_joins_only_where_there_is_no_doubt() -> None:
    known = told("a", "2020-05-01", actor_text="rebels")
    vague = told("b", "2020-05-01")
    assert merged(known, vague)["event_id"].nunique() == 1
    another = told("c", "2020-05-01", actor_text="soldiers")
    assert merged(known, vague, another)["event_id"].nunique() == 3


_NAMES = st.sampled_from(["", "rebels", "soldiers"])
_ROWS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(1, 4), _NAMES, _NAMES), min_size=1, max_size=12
)


@settings(max_examples=30, deadline=None)
@given(_ROWS, st.randoms())
def test_merging_does_not_depend_on_order_and_is_stable(
    rows: list[tuple[str, int, str, str]], random: object
) -> None:
    table = as_table("events", [
        told(article, f"2020-05-0{day}", n * 10, actor_text=actor, target_text=target)
        for n, (article, day, actor, target) in enumerate(rows)
    ])  # fmt: skip
    once = merge_events(table)
    order = list(range(len(table)))
    random.shuffle(order)
    shuffled = merge_events(table.iloc[order].reset_index(drop=True))
    assert list(shuffled["event_id"]) == list(once["event_id"].iloc[order])
    pd.testing.assert_frame_equal(merge_events(once), once)


def test_we_in_a_quotation_are_whom_the_speaker_speaks_for() -> None:
    rows = [told("a", "2020-05-01", 20, actor_text="we", actor_start=20, actor_end=22),
            told("a", "2020-05-01", 90, actor_text="we", actor_start=90, actor_end=92)]
    speech = {"statement_id": "s", "article_id": "a", "sentence_id": 0, "speaker_id": "ali",
              "manner": "direct", "stance": "asserted", "start": 10, "end": 60, "text": "x",
              "kind": "statement"}
    people = [
        {"actor_id": "ali", "name": "Ali", "kind": "person", "affiliation": "Union"},
        {"actor_id": "union", "name": "Union", "kind": "organisation"},
    ]
    actors = [{**p, "n_mentions": 1, "n_articles": 1, "basis": "text"} for p in people]
    named = name_first_person(
        as_table("events", rows), as_table("statements", [speech]), as_table("actors", actors)
    )
    assert list(named["actor_id"]) == ["union", ""]


def test_events_are_far_faster_than_the_parse(timed: Callable[[Callable], float]) -> None:
    parsed = parse("a.txt", TEXT * 20)
    assert timed(lambda: find_events(parsed)) < timed(lambda: parse("a.txt", TEXT * 20)) / 3


@pytest.fixture
def timed() -> Callable[[Callable], float]:
    from time import perf_counter

    def measure(work: Callable) -> float:
        start = perf_counter()
        work()
        return perf_counter() - start

    return measure
