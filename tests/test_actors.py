"""Who is who over all articles, what the user knows, and which rows tell of whom."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.actors import (
    find_interactions,
    find_roles,
    link_actors,
    load_known_actors,
    name_actors,
    suggest_actors,
)
from helpers.language import parse
from helpers.mentions import find_mentions
from helpers.schemas import as_table

RIVER = (
    "The River Defence Council (RDC) said on Monday that its fighters had left the town. "
    "Colonel Peter Oduya, a spokesman for the army, denied it. "
    "The group's leader, Samuel Wanjala, was arrested in March in Kenya. "
    "Police in Kenya said four officers had been killed."
)
RIVER_AGAIN = (
    "Kenya's president met Samuel Wanjala on Tuesday. "
    "The RDC called the talks useful. Wanjala thanked the police."
)
TWO_KHANS = (
    "Asif Khan, a teacher, was killed in Lahore on Friday. "
    "A judge, Naveed Khan, was injured, doctors in Pakistan said."
)
FERRY = (
    "A ferry sank off Norway on Sunday, killing three passengers, the coast guard said. "
    "Captain Ingrid Solberg blamed the wind."
)
SPELLINGS = (
    "Lashkar-i-Hurriyat said that Mohammed Rasheed al-Zarqi had died in Yemen. Mr al-Zarqi was 40."
)
SPELLINGS_AGAIN = "Lashkar-e-Huriyat confirmed in Yemen the death of Muhammad Rashid Al Zarqi."


@cache
def rows_of(article_id: str, text: str) -> tuple[dict[str, object], ...]:
    return tuple(find_mentions(parse(article_id, text)))


def mentions_of(**articles: str) -> pd.DataFrame:
    return as_table("mentions", [r for key, text in articles.items() for r in rows_of(key, text)])


def actor_of(mentions: pd.DataFrame, actors: pd.DataFrame, words: str, article: str = "") -> str:
    """The name of the one actor that the words stand for."""
    found = mentions[mentions["text"].str.casefold() == words.casefold()]
    if article:
        found = found[found["article_id"] == article]
    names = set(actors.set_index("actor_id")["name"].reindex(found["actor_id"]))
    assert len(names) == 1, f"{words!r} stands for {names or 'nobody'}"
    return names.pop()


def test_one_actor_across_articles() -> None:
    mentions, actors = name_actors(mentions_of(a=RIVER, b=RIVER_AGAIN))
    council = "River Defence Council"
    assert {actor_of(mentions, actors, w) for w in (council, "RDC", "its fighters")} == {council}
    leader = {actor_of(mentions, actors, w) for w in ("The group's leader", "Wanjala")}
    assert leader == {"Samuel Wanjala"}
    row = actors.set_index("name").loc["Samuel Wanjala"]
    assert (row["role"], row["affiliation"], row["n_articles"]) == ("leader", council, 2)


def test_forces_are_named_by_their_country() -> None:
    mentions, actors = name_actors(mentions_of(a=RIVER, b=RIVER_AGAIN))
    police = {actor_of(mentions, actors, w) for w in ("Police in Kenya", "the police", "officers")}
    assert police == {"Police Forces of Kenya"}
    row = actors.set_index("name").loc["Police Forces of Kenya"]
    assert (row["kind"], row["category"], row["country"]) == ("force", "state forces", "KE")


def test_a_shared_surname_merges_nobody() -> None:
    mentions, actors = name_actors(mentions_of(a=TWO_KHANS, b="Khan spoke in Lahore, Pakistan."))
    assert actor_of(mentions, actors, "Asif Khan") == "Asif Khan"
    assert actor_of(mentions, actors, "Naveed Khan") == "Naveed Khan"
    assert actor_of(mentions, actors, "Khan", "b") == "Khan"


def test_spelling_splits_nobody() -> None:
    mentions, actors = name_actors(mentions_of(a=SPELLINGS, b=SPELLINGS_AGAIN))
    ids = mentions.set_index("text")["actor_id"]
    assert ids["Mohammed Rasheed al-Zarqi"] == ids["Muhammad Rashid Al Zarqi"] == ids["al-Zarqi"]
    assert ids["Lashkar-i-Hurriyat"] == ids["Lashkar-e-Huriyat"]


def test_places_and_bare_groups_have_no_actor() -> None:
    mentions, _ = name_actors(mentions_of(a="A group of men left Lahore for Multan in Pakistan."))
    assert set(mentions.loc[mentions["kind"] == "place", "actor_id"]) == {""}


TEXTS = {
    "river": RIVER,
    "again": RIVER_AGAIN,
    "khans": TWO_KHANS,
    "spell": SPELLINGS,
    "spell2": SPELLINGS_AGAIN,
}


@settings(max_examples=15, deadline=None)
@given(st.permutations(sorted(TEXTS)))
def test_the_order_of_articles_changes_nothing(order: list[str]) -> None:
    expected = name_actors(mentions_of(**TEXTS))
    given_order = name_actors(mentions_of(**{key: TEXTS[key] for key in order}))
    for left, right, key in zip(expected, given_order, ("mention_id", "actor_id"), strict=True):
        pd.testing.assert_frame_equal(
            left.sort_values(key).reset_index(drop=True),
            right.sort_values(key).reset_index(drop=True),
        )


@settings(max_examples=15, deadline=None)
@given(st.sets(st.sampled_from(sorted(TEXTS)), min_size=1))
def test_an_unrelated_article_changes_no_actor(keys: set[str]) -> None:
    some = {key: TEXTS[key] for key in sorted(keys)}
    _, before = name_actors(mentions_of(**some))
    _, after = name_actors(mentions_of(**some, ferry=FERRY))
    kept = after[after["actor_id"].isin(before["actor_id"])]
    pd.testing.assert_frame_equal(
        before.sort_values("actor_id").reset_index(drop=True),
        kept.sort_values("actor_id").reset_index(drop=True),
    )
    assert len(after) > len(before)


def known_file(folder: Path, *lines: str) -> Path:
    path = folder / "actors.csv"
    path.write_text("# what we know\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_users_row_wins(tmp_path: Path) -> None:
    path = known_file(
        tmp_path,
        "name,aliases,kind,category,role,affiliation,country",
        "Council for the River,River Defence Council;RDC,organisation,rebel group,,,KE",
        "Jane Mbeki,,person,state forces,president,Government of Kenya,KE",
    )
    known = load_known_actors(path)
    mentions, actors = name_actors(mentions_of(a=RIVER, b=RIVER_AGAIN), known)
    assert actor_of(mentions, actors, "RDC") == "Council for the River"
    assert actor_of(mentions, actors, "Kenya's president") == "Jane Mbeki"
    row = actors.set_index("name").loc["Council for the River"]
    assert (row["category"], row["basis"]) == ("rebel group", "file")
    assert actors.set_index("name").loc["Samuel Wanjala", "affiliation"] == row.name


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("name,colour", "A,red"), "unknown column 'colour'"),
        (("aliases,kind", "A,person"), "the column 'name' is missing"),
        (("name,category", "A,rebels"), "category 'rebels' is not one of"),
        (("name,kind", "A,man"), "kind 'man' is not one of"),
        (("name,aliases", "A,X;Y", "B,x"), "stands for both 'A' and 'B'"),
        (("name,valid_from", "A,May 2020"), "is not a day"),
        (("name,valid_from,valid_to", "A,2021-01-01,2020-01-01"), "lies behind"),
        (("name,kind", ",person"), "has no name"),
    ],
)
def test_mistakes_in_the_users_file_are_named(
    tmp_path: Path, lines: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        load_known_actors(known_file(tmp_path, *lines))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="actors.csv"):
        load_known_actors(tmp_path / "actors.csv")


def test_suggestions_can_be_read_back(tmp_path: Path) -> None:
    mentions, actors = name_actors(mentions_of(**TEXTS))
    path = tmp_path / "suggested.csv"
    settled = actors.assign(side="civilians", side_basis="inferred")
    suggest_actors(settled).to_csv(path, index=False)
    known = load_known_actors(path)
    assert "River Defence Council" in set(known["name"])
    assert set(known["side"]) == {""}
    again, _ = name_actors(mentions, known)
    joined = mentions.merge(again, on="mention_id")
    pairs = joined[["actor_id_x", "actor_id_y"]].drop_duplicates()
    assert pairs["actor_id_x"].is_unique and pairs["actor_id_y"].is_unique


def spans(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_rows_are_linked_to_the_actors_of_their_words() -> None:
    text = (
        "Gunmen killed four police officers and injured six others in Kabul, Afghanistan, "
        "the interior minister, Latif Karzai, said. He promised an inquiry."
    )
    mentions, actors = name_actors(mentions_of(a=text))
    said = spans(text, "the interior minister, Latif Karzai")
    hurt, more = spans(text, "police officers"), spans(text, "others")
    by = spans(text, "Gunmen")
    base = {"article_id": "a", "sentence_id": 0, "stance": "asserted"}
    statements = as_table(
        "statements",
        [
            {
                **base,
                "statement_id": "s",
                "speaker_text": "Latif Karzai",
                "speaker_start": said[0],
                "speaker_end": said[1],
                "kind": "say",
                "manner": "indirect",
                "start": 0,
                "end": 10,
                "text": "Gunmen",
            },
        ],
    )
    claim = {
        **base,
        "start": 0,
        "end": 60,
        "evidence": "x",
        "cue": "killed",
        "victim_group": "state forces",
        "statement_id": "s",
        "part_of": "incident",
    }
    claims = as_table(
        "claims",
        [
            {
                **claim,
                "claim_id": "1",
                "outcome": "killed",
                "victims": "police officers",
                "victims_start": hurt[0],
                "victims_end": hurt[1],
                "cue_start": 7,
                "cue_end": 13,
                "perpetrators": "Gunmen",
                "perpetrators_start": by[0],
                "perpetrators_end": by[1],
            },
            {
                **claim,
                "claim_id": "2",
                "outcome": "injured",
                "victims": "others",
                "victims_start": more[0],
                "victims_end": more[1],
                "cue_start": 39,
                "cue_end": 46,
            },
        ],
    )
    tables = SimpleNamespace(
        mentions=mentions,
        actors=actors,
        statements=statements,
        claims=claims,
        events=as_table("events", []),
    )
    linked = link_actors(tables)
    names = actors.set_index("actor_id")["name"]
    assert names[linked["statements"]["speaker_id"]].tolist() == ["Latif Karzai"]
    assert names[linked["claims"]["claimant_id"]].tolist() == ["Latif Karzai"] * 2
    assert set(names[linked["claims"]["victim_actor_id"]]) == {"Police Forces of Afghanistan"}
    perpetrators = linked["claims"]["perpetrator_id"].tolist()
    assert names[perpetrators[0]] == "Unidentified Armed Group (Afghanistan)"
    assert perpetrators[1] == ""


def test_linking_empty_tables() -> None:
    empty = SimpleNamespace(
        **{
            name: as_table(name, [])
            for name in ("mentions", "actors", "statements", "claims", "events")
        }
    )
    assert all(table.empty for table in link_actors(empty).values())


# The two sample articles, and a copy of them with other names.

OTHER_NAMES = {
    "Tehreek-e-Labbaik Pakistan": "Paasban-e-Qaum Rawalpindi",
    "TLP": "PQR",
    "Saad Rizvi": "Omar Farooqi",
    "Sajjad Saifi": "Bilal Qadri",
    "Saifi": "Qadri",
    "Sheikh Rasheed Ahmad": "Sheikh Tariq Mahmood",
    "Rao Sardar Ali Khan": "Malik Nadeem Akhtar Khan",
    "Mazhar Hussain": "Kamran Abbas",
    "Imran Khan": "Asad Khan",
    "Fawad Chaudhry": "Danish Bukhari",
    "Mufti Muneeb-ur-Rehman": "Mufti Naeem-ur-Rashid",
    "Emmanuel Macron": "Laurent Dubois",
}


def renamed(text: str) -> str:
    for old, new in OTHER_NAMES.items():
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("change", [str, renamed], ids=["as printed", "other names"])
@pytest.mark.parametrize("use_file", [False, True], ids=["text alone", "with the file"])
def test_the_actors_of_the_samples(root: Path, gold: Path, change: object, use_file: bool) -> None:
    texts = {
        path.name: change(path.read_text(encoding="utf-8"))
        for path in sorted((root / "data" / "articles").glob("*.txt"))
    }
    known = load_known_actors(root / "data" / "actors.csv") if use_file else None
    mentions, actors = name_actors(mentions_of(**texts), known)
    by_name = {
        name: row.actor_id
        for row in actors.itertuples()
        for name in (row.name, *row.aliases)
        if name[:1].isupper()
    }
    expected = json.loads(change((gold / "seeds.actors.json").read_text(encoding="utf-8")))
    ids = []
    for wanted in expected:
        assert wanted["name"] in by_name, f"{wanted['name']} is not found"
        actor_id = by_name[wanted["name"]]
        ids.append(actor_id)
        own = mentions[mentions["actor_id"] == actor_id]
        row = actors.set_index("actor_id").loc[actor_id]
        assert set(wanted["articles"]) <= set(own["article_id"]), wanted["name"]
        assert row["kind"] == wanted["kind"], wanted["name"]
        for column in ("category", "role", "affiliation"):
            if column in wanted and not (column == "role" and row["kind"] != "person"):
                assert row[column].lower() == wanted[column].lower(), (wanted["name"], column)
        for words in (*wanted.get("aliases", ()), *wanted.get("descriptions", ())):
            spread = mentions[
                (mentions["text"] == words) & mentions["article_id"].isin(wanted["articles"])
            ]
            assert len(spread), f"{words!r} is not found"
            assert set(spread["actor_id"]) == {actor_id}, f"{words!r} is split"
    assert len(set(ids)) == len(expected), "two actors are merged"


def deed(**changes: object) -> dict[str, object]:
    return {
        "event_id": "e1", "article_id": "a", "sentence_id": 0, "start": 0, "end": 9, "text": "x",
        "kind": "assault", "cue": "x", "cue_start": 0, "cue_end": 1, "actor_id": "north",
        "target_id": "south", "mode": "actual", "n_articles": 1, "date_start": "2020-05-02",
        "date_end": "2020-05-02", **changes,
    }  # fmt: skip


def accusation(**changes: object) -> dict[str, object]:
    return {
        "claim_id": "c1", "article_id": "a", "sentence_id": 5, "start": 50, "end": 60,
        "evidence": "killed two", "cue": "killed", "cue_start": 50, "cue_end": 56,
        "outcome": "killed", "victim_group": "civilians", "stance": "asserted",
        "part_of": "incident", "perpetrator_id": "south", "victim_actor_id": "north", **changes,
    }  # fmt: skip


def interactions_of(events: list, claims: list) -> pd.DataFrame:
    actors = as_table(
        "actors",
        [
            {"actor_id": name, "name": name.title(), "kind": "group", "n_mentions": 1,
             "n_articles": 1, "basis": "text"}
            for name in ("north", "south")
        ],
    )  # fmt: skip
    return find_interactions(as_table("events", events), as_table("claims", claims), actors)


def test_interactions_count_events_once_and_keep_the_first_telling() -> None:
    found = interactions_of(
        [
            deed(article_id="b", text="later words", date_start="2020-05-04",
                 date_end="2020-05-05", event_id="e2"),
            deed(text="first words"),
            deed(article_id="c", text="told again"),
            deed(kind="consult", mode="planned"),
            deed(kind="consult", target_id="north"),
            deed(kind="consult", target_id="nobody known"),
        ],
        [],
    )  # fmt: skip
    (row,) = found.to_dict("records")
    assert (row["source"], row["kind"], row["target"]) == ("North", "assault", "South")
    assert (row["n_events"], row["n_articles"], row["evidence"]) == (2, 3, "first words")
    assert (row["date_start"].day, row["date_end"].day, row["violent"]) == (2, 5, True)


def test_a_claim_that_blames_is_an_interaction_unless_its_sentence_has_the_event() -> None:
    found = interactions_of([deed()], [accusation(), accusation(claim_id="c2", stance="denied")])
    assert found[["source", "kind", "target"]].to_numpy().tolist() == [
        ["North", "assault", "South"], ["South", "killed", "North"]
    ]  # fmt: skip
    same = accusation(perpetrator_id="north", victim_actor_id="south", sentence_id=0)
    assert interactions_of([deed()], [same])["kind"].tolist() == ["assault"]
    assert interactions_of([], []).empty


def test_a_role_holds_on_its_days_alone(tmp_path: Path) -> None:
    known = load_known_actors(
        known_file(
            tmp_path,
            "name,kind,role,affiliation,country,valid_from,valid_to",
            "Jane Mbeki,person,president,Government of Kenya,KE,2010-01-01,2015-12-31",
            "Jane Mbeki,person,mediator,African Union,,2016-01-01,",
            "Paul Otieno,person,president,Government of Kenya,KE,2016-01-01,",
        )
    )
    mentions = mentions_of(old=RIVER_AGAIN, new="Jane Mbeki spoke. Kenya's president listened.")

    def articles(**days: str) -> pd.DataFrame:
        rows = [
            {"article_id": key, "path": key, "published_start": day, "published_end": day,
             "published_basis": "stated", "published_reason": "x", "language": "en",
             "n_words": 1, "sha256": "0", "text": "x"}
            for key, day in days.items()
        ]  # fmt: skip
        return as_table("articles", rows)

    old = mentions[mentions["article_id"] == "old"]
    for day, holder in (("2012-05-01", "Jane Mbeki"), ("2020-05-01", "Paul Otieno")):
        named, actors = name_actors(old, known, articles(old=day))
        assert actor_of(named, actors, "Kenya's president") == holder
    new = mentions[mentions["article_id"] == "new"]
    named, actors = name_actors(new, known, articles(new="2020-05-01"))
    row = actors.set_index("name").loc["Jane Mbeki"]
    assert (row["role"], row["affiliation"]) == ("mediator", "African Union")
    _, actors = name_actors(new, known, articles(new="2001-01-01"))
    assert actors.set_index("name").loc["Jane Mbeki", "affiliation"] != "African Union"
    told = find_roles(named, articles(new="2020-05-01"), actors, known)
    assert told.loc[told["basis"] == "file", "role"].tolist()[:2] == ["president", "mediator"]
    assert find_roles(as_table("mentions", []), articles(), actors).empty
