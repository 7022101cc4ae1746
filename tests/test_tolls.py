"""Each rule of weighing, on claims written by hand; and what holds for all claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from unittest import mock

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_by_hand import (
    FOLLOWERS,
    OTHER,
    PARTY,
    POLICE,
    PUBLISHED,
    at_least,
    book,
    claim,
    exactly,
    quick_book,
)
from helpers.extraction import Tables
from helpers.incidents import group_incidents
from helpers.incidents.occasions import kin
from helpers.tolls import weigh_tolls
from helpers.tolls.changes import compare_tolls
from helpers.tolls.contradictions import find_contradictions
from helpers.tolls.weighing import RULES


def toll(*claims: Mapping[str, object], best: str = "latest", **where: object) -> dict:
    """The one toll of an incident that fits ``where``."""
    found = book(*claims, best=best).tolls
    for column, value in ({"level": "incident", "outcome": "killed"} | where).items():
        found = found[found[column] == value]
    assert len(found) == 1, found
    return {k: None if v is pd.NA else v for k, v in found.iloc[0].items()}


def figure(row: Mapping[str, object]) -> tuple[object, object, object]:
    return row["low"], row["best"], row["high"]


def test_only_asserted_claims_are_weighed_and_the_others_counted() -> None:
    row = toll(
        exactly(7),
        exactly(40, stance="unconfirmed", said_by="reports"),
        exactly(7, stance="denied", said_by="police"),
        exactly(99, stance="hypothetical", said_by="an expert"),
    )
    assert figure(row) == (7, 7, 7)
    assert (row["n_claims"], row["unconfirmed"]) == (1, 3)


def test_an_occasion_that_none_asserts_has_a_toll_without_figure() -> None:
    row = toll(exactly(4, stance="unconfirmed", said_by="reports"))
    assert figure(row) == (None, None, None)
    assert row["unconfirmed"] == 1 and "No source asserts" in row["explanation"]


def test_a_claimants_last_claim_stands() -> None:
    row = toll(exactly(3, said_by="the mayor"), exactly(5, said_by="The mayor"))
    assert figure(row) == (5, 5, 5)
    assert (row["n_claims"], row["n_sources"]) == (2, 1)


def test_later_publication_is_later_than_a_later_place() -> None:
    row = toll(
        exactly(5, said_by="the mayor", article_id="late.txt"),
        exactly(3, said_by="the mayor", article_id="early.txt"),
    )
    assert figure(row) == (5, 5, 5)


def test_vague_words_do_not_replace_the_claimants_number() -> None:
    row = toll(exactly(7), claim(2, None, None, victims="many"))
    assert figure(row) == (7, 7, 7)


def test_each_article_in_its_own_voice_is_a_claimant() -> None:
    row = toll(exactly(3), exactly(4, article_id="late.txt"))
    assert figure(row) == (3, 4, 4)
    assert row["n_sources"] == 2 and row["disputed"]


def test_low_best_and_high_of_an_incident() -> None:
    row = toll(exactly(3), exactly(3, said_by="a"), exactly(5, said_by="b"))
    assert figure(row) == (3, 3, 5)


def test_a_tie_goes_to_the_smaller() -> None:
    assert toll(exactly(3), exactly(4, said_by="the mayor"))["best"] == 3


def test_open_ended_where_a_claim_has_no_upper_end() -> None:
    row = toll(exactly(7), at_least(9, said_by="the mayor"))
    assert row["open_ended"] and figure(row) == (7, 7, 9)
    assert not toll(exactly(7))["open_ended"]


def test_at_least_overlaps_more_but_not_less() -> None:
    assert not toll(at_least(7), exactly(9, said_by="the mayor"))["disputed"]
    assert toll(at_least(7), exactly(6, said_by="the mayor"))["disputed"]


def test_more_than_the_best_figure_lifts_it() -> None:
    row = toll(exactly(40), claim(51, None, None, article_id="later.txt"))
    assert figure(row) == (40, 51, 51)


def test_a_figure_without_a_least_keeps_low_within_best() -> None:
    row = toll(claim(None, 30, None), exactly(32, said_by="the mayor"))
    assert figure(row) == (30, 30, 32)
    assert figure(toll(claim(None, 30, 30))) == (None, 30, 30)


@pytest.mark.parametrize(
    ("rule", "best"),
    [("latest", 6), ("majority", 2), ("highest", 9), ("lowest", 2), ("median", 4)],
)
def test_rules_for_best(rule: str, best: int) -> None:
    row = toll(
        exactly(2, said_by="a"), exactly(2, said_by="b"), exactly(9, said_by="c"),
        exactly(4, said_by="d"), exactly(6, said_by="e", article_id="late.txt"),
        claim(3, None, None, said_by="f", article_id="later.txt"), best=rule,
    )  # fmt: skip
    assert row["best"] == best and row["rule"] == rule


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="latest, majority, highest, lowest, median"):
        book(exactly(1), best="newest")


def test_a_subset_is_never_added_nor_weighed() -> None:
    row = toll(exactly(12), exactly(3, part_of="subset", victims="children"))
    assert figure(row) == (12, 12, 12)


def test_a_part_that_is_not_marked_is_not_weighed_either() -> None:
    row = toll(
        exactly(84, victims="people"),
        exactly(10, victims="children", victim_group="civilians", said_by="a hospital"),
        exactly(1, victims="her husband", victim_group="civilians", article_id="late.txt"),
    )
    assert figure(row) == (84, 84, 84)


def test_how_badly_some_are_hurt_is_a_part_of_the_injured() -> None:
    hurt = {"outcome": "injured"}
    row = toll(exactly(202, **hurt), exactly(18, cue="condition", said_by="a", **hurt), **hurt)
    assert figure(row) == (202, 202, 202)
    assert figure(toll(exactly(18, cue="condition", **hurt), **hurt)) == (18, 18, 18)


def test_pieces_of_one_sentence_are_added() -> None:
    pieces = {"sentence_id": 1, "cue_start": 5, "victim_group": "civilians"}
    row = toll(
        exactly(6, victims="men", **pieces),
        exactly(1, victims="a woman", start=30, **pieces),
    )
    assert figure(row) == (7, 7, 7)
    assert len(row["claim_ids"]) == 2


def test_people_and_civilians_of_one_occasion_are_the_same() -> None:
    row = toll(exactly(7), exactly(7, victim_group="civilians", victims="passengers", said_by="x"))
    assert row["victim_group"] == "people" and figure(row) == (7, 7, 7)


def test_fighting_sides_stay_apart() -> None:
    tables = book(exactly(7), exactly(2, victim_group="state forces", victims="soldiers"))
    groups = tables.tolls.query("level == 'incident'")["victim_group"]
    assert sorted(groups) == ["people", "state forces"]


def test_one_sided_where_none_but_the_victims_own_side_says_so() -> None:
    own = {"victim_group": "protesters", "victim_actor_id": FOLLOWERS}
    said = exactly(5, said_by="the Front", claimant_id=PARTY, **own)
    assert toll(said)["one_sided"]
    assert not toll(said, exactly(5, said_by="a hospital", claimant_id=OTHER, **own))["one_sided"]
    assert not toll(said, exactly(5, **own))["one_sided"]


def test_the_side_that_did_it_is_not_the_victims_own() -> None:
    hurt = {"victim_group": "state forces", "victims": "soldiers", "claimant_id": POLICE}
    assert toll(exactly(2, said_by="police", **hurt))["one_sided"]
    assert not toll(exactly(2, said_by="police", perpetrator_id=POLICE, **hurt))["one_sided"]


WEEK = {"part_of": "total", "date_start": "2030-05-01", "date_end": "2030-05-07"}


def two_days() -> list[dict]:
    first = exactly(3, article_id="late.txt")
    return [first, exactly(4, article_id="late.txt", date_start="2030-05-03",
                           date_end="2030-05-03")]  # fmt: skip


def test_an_episode_without_totals_is_the_sum_of_its_incidents() -> None:
    row = toll(*two_days(), level="episode")
    assert figure(row) == (7, 7, 7)
    assert (row["accounted_low"], row["accounted_high"]) == (7, 7)
    assert "sum of 2 incidents" in row["explanation"]


def test_an_episodes_total_beside_what_is_accounted_for() -> None:
    row = toll(*two_days(), at_least(9, article_id="late.txt", **WEEK), level="episode")
    assert figure(row) == (9, 9, 9)
    assert row["open_ended"] and not row["contradicted"]
    assert (row["accounted_low"], row["accounted_high"]) == (7, 7)


def test_low_is_never_below_the_sum_of_the_incidents() -> None:
    vague = claim(2, None, None, article_id="late.txt", **WEEK)
    row = toll(*two_days(), vague, level="episode")
    assert figure(row) == (7, 7, None)


def test_a_total_below_its_incidents_is_contradicted() -> None:
    tables = book(*two_days(), exactly(5, article_id="late.txt", **WEEK))
    row = tables.tolls.query("level == 'episode'").iloc[0]
    assert row["contradicted"] and row["low"] == 7
    found = find_contradictions(tables)
    assert list(found["kind"]) == ["total"] and found["difference"].item() == 2


def test_a_part_of_the_days_is_no_rival_of_the_total() -> None:
    row = toll(
        exactly(194, article_id="late.txt", **WEEK),
        exactly(61, article_id="late.txt", part_of="total"),
        level="episode",
    )
    assert figure(row) == (194, 194, 194)


def test_the_missing_who_are_found_dead_are_not_counted_twice() -> None:
    row = toll(
        exactly(5), exactly(2, outcome="missing"), exactly(7, article_id="late.txt"),
        outcome="missing",
    )  # fmt: skip
    assert figure(row) == (0, 0, 2)
    assert "counted among the killed since" in row["explanation"]


def test_the_injured_who_die_are_not_counted_twice() -> None:
    died = exactly(2, victims="of the injured", article_id="late.txt")
    row = toll(exactly(3), exactly(70, outcome="injured"), died, outcome="injured")
    assert figure(row) == (68, 68, 70)
    assert figure(toll(exactly(3), died)) == (3, 3, 3)


def test_a_toll_explains_itself_and_lists_its_claims() -> None:
    row = toll(
        exactly(3, sentence_id=0), exactly(3, said_by="the interior minister"),
        exactly(4, said_by="the head of police"),
    )  # fmt: skip
    told = "Three, by the headline and the interior minister; four, by the head of police."
    assert row["explanation"] == told
    assert row["claim_ids"] == ["claim-000", "claim-001", "claim-002"]


def test_contradictions_name_both_sides() -> None:
    found = find_contradictions(book(
        exactly(3), exactly(3, said_by="the minister"), exactly(5, said_by="a hospital"),
        at_least(2, said_by="police"),
    ))  # fmt: skip
    assert len(found) == 1
    row = found.iloc[0]
    assert row["kind"] == "figures" and row["difference"] == 2
    assert row["claimants_b"] == ["a hospital"] and row["claim_ids_a"] == ["claim-000", "claim-001"]
    assert (row["evidence_a"], row["evidence_b"]) == ("words 0", "words 2")


def test_growth_is_told_from_contradiction() -> None:
    found = find_contradictions(book(exactly(3), exactly(5, article_id="later.txt")))
    assert list(found["kind"]) == ["growth"] and found["days_between"].item() == 2


def test_a_denial_stands_beside_what_it_denies() -> None:
    found = find_contradictions(book(exactly(3), exactly(3, stance="denied", said_by="the army")))
    assert list(found["kind"]) == ["denial"]
    assert found["explanation"].item().endswith("denied by the army.")


def changed(before: Tables, after: Tables, level: str = "incident") -> pd.DataFrame:
    """What became of the tolls of one level, by outcome."""
    found = compare_tolls(before, after)
    return found[found["level"] == level].set_index("outcome")


def test_what_changed_since_an_earlier_run() -> None:
    before = book(exactly(3))
    after = book(exactly(3), exactly(5, article_id="late.txt"), exactly(9, outcome="injured"))
    found = changed(before, after)
    assert found.loc["killed", "change"] == "grown" and found.loc["injured", "change"] == "new"
    assert found.loc["killed", "explanation"] == (
        "People killed: three to five, before three; now disputed."
    )
    assert list(found.loc["killed", ["evidence_before", "evidence_after"]]) == [
        "words 0", "words 1",
    ]  # fmt: skip
    assert found.loc["killed", "new_claim_ids"] == ["claim-001"]
    assert set(changed(after, after)["change"]) == {"same"}
    assert set(changed(after, before)["change"]) == {"shrunk", "gone"}


def test_a_new_dispute_a_settled_one_and_a_wider_range_are_changes() -> None:
    three, four = exactly(3, said_by="a"), exactly(4, said_by="b")
    agreed, disputed = book(three), book(three, four)
    assert changed(agreed, disputed).loc["killed", "change"] == "disputed"
    assert changed(disputed, agreed).loc["killed", "change"] == "settled"
    wide = book(three, claim(2, 3, 5, said_by="b"))
    assert changed(agreed, wide).loc["killed", "change"] == "wider"
    assert changed(wide, agreed).loc["killed", "change"] == "narrower"


def test_a_toll_is_known_again_by_its_claims_where_its_id_is_another() -> None:
    later = exactly(3, article_id="later.txt", claim_id="claim-b")
    before = book(later)
    after = book(exactly(3, claim_id="claim-a"), later)
    assert set(before.tolls["toll_id"]).isdisjoint(after.tolls["toll_id"])
    assert changed(before, after).loc["killed", "change"] == "same"


def test_what_is_joined_with_others_is_not_said_to_be_given_no_longer() -> None:
    one, two = exactly(3, place="Karachi"), exactly(4, place="Lahore", article_id="late.txt")
    apart, together = book(one, two), book(one, two | {"place": "Karachi"})
    gone = compare_tolls(apart, together).query("change == 'gone' and level == 'incident'")
    assert gone["explanation"].item() == "People killed: now counted with others; before four."


FIGURES = st.integers(0, 30).flatmap(
    lambda n: st.sampled_from([(n, n, n), (n, n, None), (None, n, n), (n, None, None),
                               (n, None, n + 3), (None, n, None)])
)  # fmt: skip
SIDES = st.sampled_from(["people", "people", "civilians", "state forces", "militants"])
CLAIMS = st.builds(
    lambda numbers, who, article, outcome, group, stance: claim(
        *numbers, said_by=who, article_id=article, outcome=outcome, victim_group=group,
        stance=stance,
    ),
    FIGURES,
    st.sampled_from(["", "police", "the mayor", "a hospital"]),
    st.sampled_from(sorted(PUBLISHED)),
    st.sampled_from(["killed", "injured"]),
    SIDES,
    st.sampled_from(["asserted", "asserted", "asserted", "denied", "unconfirmed", "hypothetical"]),
)  # fmt: skip


def by_side(claims: list[dict], **given: object) -> dict[tuple[str, ...], dict]:
    """The tolls of quick tables, by place, outcome and kin of victims."""
    tolls = quick_book(*claims, **given).tolls
    return {
        (row["incident_id"] or row["episode_id"], row["outcome"], kin(row["victim_group"])): row
        for row in tolls.to_dict("records")
    }


@settings(max_examples=10, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=8), st.sampled_from(sorted(RULES)))
def test_low_best_high_run_upwards(claims: list[dict], rule: str) -> None:
    for row in quick_book(*claims, best=rule).tolls.itertuples():
        known = [n for n in (row.low, row.best, row.high) if not pd.isna(n)]
        assert known == sorted(known)


@settings(max_examples=10, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(claims: list[dict], random: object) -> None:
    tables = quick_book(*claims)
    mixed = tables.claims.sample(frac=1, random_state=random.randrange(1000))
    other = replace(tables, claims=mixed, articles=tables.articles.iloc[::-1])
    with mock.patch("helpers.schemas.check", lambda name, table: table):
        other = replace(other, **group_incidents(other))
        pd.testing.assert_frame_equal(find_contradictions(other), find_contradictions(tables))
    pd.testing.assert_frame_equal(weigh_tolls(other), tables.tolls)
    pd.testing.assert_frame_equal(other.incidents, tables.incidents)


@settings(max_examples=10, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=6), FIGURES, SIDES, st.sampled_from(sorted(RULES)))
def test_another_claimant_can_only_widen(
    claims: list[dict], numbers: tuple, group: str, rule: str
) -> None:
    narrow = by_side(claims, best=rule)
    # In the last article: an incident is named by the claim that was told first.
    extra = claim(*numbers, said_by="a newcomer", victim_group=group, article_id="later.txt")
    wide = by_side([*claims, extra], best=rule)
    for key, one in narrow.items():
        two = wide[key]
        if not pd.isna(one["low"]) and not pd.isna(two["low"]) and one["n_claims"]:
            assert two["low"] <= one["low"]
        if not pd.isna(one["high"]):
            assert two["high"] >= one["high"]
        assert two["disputed"] or not one["disputed"]
        assert two["open_ended"] or not one["open_ended"]


@settings(max_examples=10, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=5))
def test_a_repeated_claim_changes_nothing(claims: list[dict]) -> None:
    numbers = ["level", "outcome", "low", "best", "high", "open_ended", "disputed", "n_sources"]
    again = claims[-1]
    once, twice = quick_book(*claims), quick_book(*claims, again)
    pd.testing.assert_frame_equal(once.tolls[numbers], twice.tolls[numbers])


@settings(max_examples=10, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=6))
def test_what_is_not_asserted_moves_no_figure(claims: list[dict]) -> None:
    told = [c for c in claims if c["stance"] == "asserted"]
    if not told:
        return
    numbers = ("low", "best", "high", "open_ended", "disputed", "n_claims", "n_sources")
    alone, beside = (
        {key[1:]: [str(row[n]) for n in numbers] for key, row in by_side(some).items()
         if row["level"] == "incident" and row["n_claims"]}
        for some in (told, [*told, *(c for c in claims if c["stance"] != "asserted")])
    )  # fmt: skip
    assert alone == beside
