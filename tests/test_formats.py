"""One story in every format: the same text, the same facts, the same claims."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import made_inputs
from helpers import load_articles
from helpers.articles import Limits
from helpers.articles.pieces import first_line
from helpers.articles.published import read_published
from helpers.articles.tidying import unwrapped
from made_inputs import MAKERS, Story

FERRY = Story(
    "Ferry sinks off the coast; 12 dead",
    (
        "At least twelve passengers drowned on Sunday when a ferry capsized off the coast, "
        "officials said, and thirty others were taken to a hospital in the port.",
        "“We lost our neighbours,” said Omar Díaz, 54, a fisherman – he pulled two bodies from "
        "the water before dawn. The coast guard said that three of the injured were children.",
        "The owners denied that the boat was overloaded. A similar accident killed 14 people in "
        "2011, according to the transport ministry, and nobody was convicted.",
    ),
    date(2019, 5, 6),
)
DATED = sorted(set(MAKERS) - {"story.txt", "utf16.txt", "windows.txt", "story.docx", "story.pdf",
                              "news.zip"})  # fmt: skip


def folded(text: str) -> str:
    return " ".join(text.split())


def reasons(rejects: pd.DataFrame) -> dict[str, str]:
    return {Path(p).name: r for p, r in zip(rejects["path"], rejects["reason"], strict=True)}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    folder = tmp_path_factory.mktemp("articles")
    made_inputs.write(folder, FERRY)
    articles, rejects = load_articles(folder)
    assert rejects.empty
    return articles.set_index(articles["article_id"].str.split("[#/]").str[0])


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_every_format_gives_the_same_text(loaded: pd.DataFrame, name: str) -> None:
    row = loaded.loc[name]
    assert folded(row["text"]) == folded(FERRY.text)
    assert row["title"] == FERRY.title
    lines = [line for line in row["text"].splitlines() if line.strip()]
    assert lines == [FERRY.title, *FERRY.paragraphs] or name == "story.pdf"


@pytest.mark.parametrize("name", DATED)
def test_what_the_file_says_is_kept(loaded: pd.DataFrame, name: str) -> None:
    row = loaded.loc[name]
    assert (row["published_start"].date(), row["published_end"].date()) == (FERRY.day, FERRY.day)
    assert row["published_basis"] == "metadata"
    assert "2019" in row["published_reason"]
    assert row["author"] == FERRY.author


@pytest.mark.parametrize("name", ["story.html", "news-please.json", "linked.json", "feed.rss"])
def test_outlet_and_address_are_kept(loaded: pd.DataFrame, name: str) -> None:
    assert loaded.loc[name, "outlet"] == FERRY.outlet
    assert loaded.loc[name, "url"] == FERRY.url


def test_the_same_words_count_once(loaded: pd.DataFrame) -> None:
    assert (loaded["duplicate_of"] == "").sum() == 1


def test_what_was_done_is_said(loaded: pd.DataFrame) -> None:
    assert loaded.loc["story.txt", "repairs"] == ""
    assert "web page" in loaded.loc["story.html", "repairs"]
    assert "joined" in loaded.loc["story.pdf", "repairs"]


def test_several_articles_in_one_file(tmp_path: Path) -> None:
    lines = [json.dumps({"title": f"Report {n}", "text": f"Gunmen killed {n} people on Monday."})
             for n in range(2, 6)]  # fmt: skip
    (tmp_path / "many.jsonl").write_text("\n".join(lines[:2] + ["", "{broken", "[1]"] + lines[2:]))
    articles, rejects = load_articles(tmp_path)
    assert list(articles["article_id"]) == [f"many.jsonl#{n}" for n in (1, 2, 6, 7)]
    assert reasons(rejects) == {"many.jsonl#4": "damaged", "many.jsonl#5": "no text"}
    assert articles["path"].iloc[0].endswith("many.jsonl#1")


def test_the_user_says_which_columns_hold_what(tmp_path: Path) -> None:
    pd.DataFrame(
        {"Kopf": ["Blast kills two"], "Inhalt": ["Two people were killed."], "Tag": ["2020-02-03"]}
    ).to_csv(tmp_path / "a.csv", index=False)
    _, rejects = load_articles(tmp_path)
    assert rejects["reason"].tolist() == ["unknown columns"]
    assert "Inhalt" in rejects["detail"][0]
    named = {"text": "Inhalt", "title": "Kopf", "published": "Tag"}
    articles, rejects = load_articles(tmp_path, columns=named)
    assert rejects.empty
    assert articles["text"][0] == "Blast kills two\n\nTwo people were killed."
    assert articles["published_start"][0].date() == date(2020, 2, 3)


def test_facts_name_an_article_within_a_file(tmp_path: Path) -> None:
    made_inputs.write(tmp_path / "in", FERRY, ["stories.jsonl"])
    facts = tmp_path / "articles.csv"
    facts.write_text("file,published,outlet\nstories.jsonl#1,2020-01-01,Mine\n")
    articles, rejects = load_articles(tmp_path / "in", facts)
    assert rejects.empty
    assert articles["published_start"][0].date() == date(2020, 1, 1)
    assert articles["outlet"][0] == "Mine"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2021-10-27T23:30:00-05:00", "2021-10-27", "2021-10-27"),
        ("20211027T101500Z", "2021-10-27", "2021-10-27"),
        ("Wed, 27 Oct 2021 08:00:00 GMT", "2021-10-27", "2021-10-27"),
        (1635321600, "2021-10-27", "2021-10-27"),
        ("1635321600000", "2021-10-27", "2021-10-27"),
        ("October 27, 2021 10:00 am", "2021-10-27", "2021-10-27"),
        ("13/04/2021", "2021-04-13", "2021-04-13"),
        ("2021-10", "2021-10-01", "2021-10-31"),
        ("03/04/2021", None, None),
        ("2021-02-30", None, None),
        ("0001-01-01", None, None),
        ("9999-12-31", None, None),
        ("Oct 2021 or so", None, None),
        ("", None, None),
        (float("nan"), None, None),
    ],
)
def test_published_days(words: object, first: str | None, last: str | None) -> None:
    expected = (date.fromisoformat(first), date.fromisoformat(last)) if first else None
    assert read_published(words) == expected


def test_an_impossible_day_is_said_so(tmp_path: Path) -> None:
    record = {"text": "Two people were killed in the north.", "date": "2021-02-30"}
    (tmp_path / "a.json").write_text(json.dumps(record))
    articles, _ = load_articles(tmp_path)
    assert articles["published_basis"][0] == "unknown"
    assert "2021-02-30" in articles["published_reason"][0]


def test_lines_broken_by_width_are_joined() -> None:
    text = (
        "Storm kills nine in the hills\n\n"
        "At least nine people were killed and two dozen injured on Tuesday when\n"
        "a storm tore through villages in the hills, the gover-\n"
        "nor said. Rescuers had not yet reached the upper valley, where forty-\n"
        "two families live; a spokesman for the army said that helicopters\n"
        "would fly at dawn. Three of the dead were children, said a nurse at\n"
        "the hospital.\n\n"
        "Rain is expected until Friday.\n"
    )
    joined, done = unwrapped(text)
    assert "hills, the governor said." in joined
    assert "forty-two families live" in joined
    assert joined.count("\n\n") == 2
    assert "joined" in done and "1 word broken" in done


@pytest.mark.parametrize(
    "text",
    [
        "One line.\nAnother line.\nA third.",
        "\n".join(f"- {n} people were killed in district {n}" for n in range(12)),
        "\n".join(f"In town {n}, {n} people died when the river rose." for n in range(9)),
    ],
)
def test_lines_that_are_paragraphs_stay(text: str) -> None:
    assert unwrapped(text) == (text, "")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_joining_lines_changes_spaces_and_hyphens_alone(text: str) -> None:
    def bare(words: str) -> str:
        return "".join(c for c in words if not c.isspace() and c not in "-\u2010\u00ad")

    assert bare(unwrapped(text)[0]) == bare(text)


PARTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)


@given(st.lists(PARTS, min_size=1, max_size=5))
def test_the_text_of_a_record_is_what_is_stored(tmp_path_factory, parts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("r")
    record = {"text": "Four people were killed there. " + " ".join(parts)}
    (folder / "a.json").write_text(json.dumps(record))
    articles, rejects = load_articles(folder)
    assert len(articles) + len(rejects) == 1
    for text in articles["text"]:
        assert text.encode()
        assert text.startswith("Four people were killed there.")


def zip_of(path: Path, **members: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)


STORY = b"Gunmen killed four traders at a market on Monday, the governor said.\n"


def test_archives_are_not_believed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../outside.txt", STORY)
        archive.writestr("/etc/cron.txt", STORY)
        archive.writestr("C:\\temp\\x.txt", STORY)
        archive.writestr("bomb.txt", b"a" * 30_000_000)
        archive.writestr("good.txt", STORY)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, b"/etc/passwd")
    articles, rejects = load_articles(tmp_path)
    assert list(articles["article_id"]) == ["bad.zip/good.txt"]
    assert sorted(rejects["reason"]) == [
        "link out of the folder", "name out of the archive", "name out of the archive",
        "name out of the archive", "unpacks to too much",
    ]  # fmt: skip
    assert not (tmp_path.parent / "outside.txt").exists()


def test_an_archive_that_lies_about_its_size(tmp_path: Path) -> None:
    zip_of(tmp_path / "a.zip", **{"big.txt": b"word " * 1000})
    content = (tmp_path / "a.zip").read_bytes()
    size = (5000).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(content.replace(size, (7).to_bytes(4, "little")))
    articles, rejects = load_articles(tmp_path)
    assert articles.empty
    assert len(rejects) == 1


def test_archives_in_archives(tmp_path: Path) -> None:
    inner = STORY
    for depth in range(4):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("inner.zip" if depth else "a.txt", inner)
        inner = out.getvalue()
    (tmp_path / "deep.zip").write_bytes(inner)
    _, rejects = load_articles(tmp_path)
    assert rejects["reason"].tolist() == ["packed too deep"]
    _, rejects = load_articles(tmp_path, limits=Limits(depth=5))
    assert rejects.empty


def test_a_gzip_bomb_stops_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b" " * 20_000_000))
    _, rejects = load_articles(tmp_path, limits=Limits(unpacked_bytes=1_000_000))
    assert rejects["reason"].tolist() == ["too large"]


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_truncated_files_are_used_or_rejected(tmp_path: Path, name: str) -> None:
    content = MAKERS[name](FERRY)
    for share in (0.3, 0.7, 0.97):
        (tmp_path / name).write_bytes(content[: int(len(content) * share)])
        articles, rejects = load_articles(tmp_path)
        assert len(articles) + len(rejects) >= 1
        assert (rejects["detail"] != "").all()


def test_long_lines_are_rejected_one_by_one(tmp_path: Path) -> None:
    line = json.dumps({"text": "Two people were killed. " * 500})
    short = json.dumps({"text": "Two people were killed in the north."})
    (tmp_path / "a.jsonl").write_text(f"{short}\n{line}\n{short[:-2]} again\"}}\n")
    articles, rejects = load_articles(tmp_path, limits=Limits(record_bytes=1000))
    assert list(articles["article_id"]) == ["a.jsonl#1", "a.jsonl#3"]
    assert rejects["reason"].tolist() == ["too large"]


def test_deep_nesting_does_not_break_json(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" * 200_000)
    (tmp_path / "b.json").write_text('{"a":' * 50_000 + "1" + "}" * 50_000)
    _, rejects = load_articles(tmp_path)
    assert rejects["reason"].tolist() == ["damaged", "damaged"]


@pytest.mark.parametrize("name", ["bytes", "characters", "records", "depth"])
@pytest.mark.parametrize("value", [0, -1, 1.5, "10", True])
def test_limits_are_checked(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=f"limit '{name}': got"):
        Limits(**{name: value})


def test_the_readme_tells_of_every_limit_and_every_ending(root: Path) -> None:
    from dataclasses import asdict

    from helpers.articles.formats import PACKED, STREAMED, WHOLE

    text = (root / "data" / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", text, flags=re.M)
    assert {name: int(n.replace(",", "")) for name, n in told} == asdict(Limits())
    same = {".text", ".markdown", ".htm", ".xhtml", ".mht", ".rdf", ".ndjson", ""}
    assert not [e for e in {*WHOLE, *STREAMED, *PACKED} - same if f"`{e}`" not in text]


def test_copies_edited_by_outlets_are_one_source(tmp_path: Path) -> None:
    floods = [f"Village {n} lost {n + 2} of its houses when the river rose." for n in range(20)]
    fires = [f"In town {n} a fire burned for {n + 2} hours that night." for n in range(20)]
    (tmp_path / "agency.txt").write_text("River floods the north\n\n" + " ".join(floods))
    (tmp_path / "paper.txt").write_text("Flood\n\nBy Our Desk\n\n" + " ".join(floods[:17]))
    (tmp_path / "other.txt").write_text("Fires\n\n" + " ".join(fires))
    articles, _ = load_articles(tmp_path)
    copies = dict(zip(articles["article_id"], articles["copy_of"], strict=True))
    assert copies == {"agency.txt": "agency.txt", "paper.txt": "agency.txt", "other.txt": ""}


def test_surrogates_and_zeros_are_stored_as_text(tmp_path: Path) -> None:
    record = '{"text": "Two people \\ud800 were \\u0000 killed here.", "title": "\\udfff"}'
    (tmp_path / "a.json").write_text(record)
    articles, _ = load_articles(tmp_path)
    assert articles["text"][0].encode()
    assert "\x00" not in articles["text"][0]


def test_copies_speak_with_one_voice() -> None:
    from helpers.tolls.claimants import find_claimants
    from small_tables import small_tables

    book = small_tables()
    again = book.articles.assign(article_id="b.txt", copy_of="a.txt")
    first = book.articles.assign(copy_of="a.txt")
    claims = book.claims.head(2).assign(said_by="", claimant_id="", article_id=["a.txt", "b.txt"])
    articles = pd.concat([first, again], ignore_index=True)
    copies = replace(book, articles=articles, claims=claims)
    assert len(set(find_claimants(copies).key.values())) == 1
    apart = replace(copies, articles=articles.assign(copy_of=""))
    assert len(set(find_claimants(apart).key.values())) == 2


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(), "OSError"),
        (ValueError("bad block\nat byte 7"), "bad block"),
        (ValueError("x" * 500), "x" * 120),
    ],
)
def test_what_an_error_says_is_one_line(error: Exception, line: str) -> None:
    assert first_line(error) == line
