"""Loading a folder: every file is used, a duplicate, or rejected with a reason."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.articles import ADVICE, Limits, find_title, is_english, load_articles
from helpers.articles.decoding import NotTextError, UnknownEncodingError, decode
from helpers.articles.facts import read_facts, read_interval

STORY = (
    "Gunmen kill four at a market\n\nFour traders were killed on Monday when gunmen “opened fire” "
    "at a market in the north, the governor’s office said.\n"
)
SECOND = (
    "Ferry sinks off the coast\n\nAt least twelve passengers drowned on Friday, officials said.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text(STORY, encoding="utf-8")
    return made


def reasons(rejects: pd.DataFrame) -> dict[str, str]:
    return dict(zip((Path(p).name for p in rejects["path"]), rejects["reason"], strict=True))


def facts_file(folder: Path, *rows: str) -> Path:
    path = folder.parent / "articles.csv"
    path.write_text("\n".join(["file,published,outlet,author,url,title", *rows, ""]))
    return path


def test_text_is_the_content_of_a_clean_file(root: Path) -> None:
    articles, rejects = load_articles(root / "data" / "articles")
    assert rejects.empty
    assert len(articles) == 2
    for row in articles.itertuples():
        content = (root / "data" / "articles" / row.article_id).read_text(encoding="utf-8")
        assert row.text == content
        assert row.repairs == ""
        assert row.language == "en"


def test_sample_titles_and_dates(root: Path) -> None:
    articles, _ = load_articles(root / "data" / "articles", root / "data" / "articles.csv")
    first, second = articles.itertuples()
    assert first.title == "Pakistani Islamists Abandon Rally Following Government Talks"
    assert (first.published_start.date(), first.published_basis) == (date(2021, 11, 1), "stated")
    assert "2021-11-01" in first.published_reason
    assert second.title.startswith("At an Islamist rally in Pakistan")
    assert pd.isna(second.published_start)
    assert second.published_basis == "unknown"
    assert second.published_reason.endswith(".")


def test_folders_are_searched_and_order_is_by_name(folder: Path) -> None:
    (folder / "2020").mkdir()
    (folder / "2020" / "z.TXT").write_text(SECOND)
    articles, _ = load_articles(folder, shown_as="my-news")
    assert list(articles["article_id"]) == ["2020/z.TXT", "a.txt"]
    assert list(articles["path"]) == ["my-news/2020/z.TXT", "my-news/a.txt"]


def test_one_file_is_a_corpus(folder: Path) -> None:
    articles, rejects = load_articles(folder / "a.txt")
    assert list(articles["article_id"]) == ["a.txt"]
    assert rejects.empty


def test_a_missing_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no folder"):
        load_articles(tmp_path / "nowhere")


def test_what_cannot_be_read_is_rejected_and_stops_nothing(folder: Path) -> None:
    (folder / "empty.txt").write_text(" \n\n")
    (folder / "numbers.txt").write_text("12 34 56")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "noise.txt").write_bytes(b"text" + bytes(range(32)) * 10)
    (folder / "german.txt").write_text("Vier Händler wurden am Montag auf einem Markt getötet.")
    (folder / "page.docx").write_bytes(b"PK\x03\x04")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "big.txt").write_text("word " * 300_000)
    (folder / ".hidden.txt").write_text(STORY)
    os.mkfifo(folder / "pipe.txt")
    articles, rejects = load_articles(folder)
    assert list(articles["article_id"]) == ["a.txt"]
    assert reasons(rejects) == {
        "empty.txt": "empty",
        "numbers.txt": "no words",
        "picture.txt": "binary",
        "noise.txt": "binary",
        "german.txt": "not English",
        "page.docx": "damaged",
        "old.doc": "unknown file type",
        "big.txt": "too large",
        "pipe.txt": "not a file",
    }
    assert set(rejects["reason"]) <= set(ADVICE)
    assert (rejects["detail"] != "").all()


def test_the_size_limit_is_a_parameter(folder: Path) -> None:
    _, rejects = load_articles(folder, limits=Limits(bytes=20))
    assert reasons(rejects) == {"a.txt": "too large"}
    assert "20" in rejects["detail"][0]


def test_links(folder: Path) -> None:
    outside = folder.parent / "secret.txt"
    outside.write_text(SECOND)
    (folder / "out.txt").symlink_to(outside)
    (folder / "in.txt").symlink_to(folder / "a.txt")
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "up").symlink_to(folder.parent)
    articles, rejects = load_articles(folder)
    assert list(articles["article_id"]) == ["a.txt", "in.txt"]
    assert reasons(rejects) == {
        "out.txt": "link out of the folder",
        "circle.txt": "cannot be read",
        "gone.txt": "cannot be read",
        "up": "link to a folder",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(folder: Path) -> None:
    (folder / "locked.txt").write_text(SECOND)
    (folder / "locked.txt").chmod(0)
    (folder / "shut").mkdir(mode=0)
    _, rejects = load_articles(folder)
    assert reasons(rejects) == {"locked.txt": "no permission", "shut": "no permission"}


def test_denied_reading_is_a_reject(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    articles, rejects = load_articles(folder)
    assert articles.empty
    assert reasons(rejects) == {"a.txt": "no permission"}


def test_the_same_words_are_counted_once(folder: Path) -> None:
    (folder / "b.txt").write_bytes(STORY.encode("utf-16"))
    (folder / "c.txt").write_text(STORY.replace("\n", "\r\n") + "\r\n", newline="")
    articles, _ = load_articles(folder)
    assert list(articles["duplicate_of"]) == ["", "a.txt", "a.txt"]
    assert articles["sha256"].is_unique


def test_of_duplicates_the_dated_one_stands(folder: Path) -> None:
    (folder / "b.txt").write_text(STORY, encoding="utf-8")
    articles, _ = load_articles(folder, facts_file(folder, "b.txt,2020-05-01,,,,"))
    assert list(articles["duplicate_of"]) == ["b.txt", ""]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_encodings(encoding: str, said: str) -> None:
    decoded = decode(STORY.encode(encoding))
    assert decoded.text == STORY
    assert said in decoded.repairs
    assert bool(said) == bool(decoded.repairs)


def test_mojibake_is_mended_and_said() -> None:
    garbled = STORY.encode("utf-8").decode("cp1252", errors="ignore").encode("utf-8")
    decoded = decode(garbled)
    assert "governor’s" in decoded.text
    assert "mended" in decoded.repairs


def test_a_file_cut_within_a_character_is_read_and_said() -> None:
    decoded = decode("He said “no”. “Yes”, she said".encode() + "“".encode()[:2])
    assert decoded.text.startswith("He said “no”.")
    assert "broken" in decoded.repairs


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_clean_text_without_mojibake_comes_back(text: str) -> None:
    decoded = decode(text.encode("utf-8"))
    assert decoded.repairs or decoded.text == text.removeprefix("\ufeff")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        decoded = decode(content)
    except (NotTextError, UnknownEncodingError):
        return
    assert "\r" not in decoded.text
    decoded.text.encode("utf-8")


def test_facts_beat_the_text(folder: Path) -> None:
    (folder / "a.txt").write_text("date 2020-05-04 " + STORY)
    facts = facts_file(
        folder,
        "a.txt,2020-05-05/2020-05-06,The Paper,A. Writer,https://example.org/1,Market attack",
    )
    row = next(load_articles(folder, facts)[0].itertuples())
    assert (row.published_start.date(), row.published_end.date()) == (
        date(2020, 5, 5),
        date(2020, 5, 6),
    )
    assert row.published_basis == "metadata"
    assert (row.outlet, row.author, row.title) == ("The Paper", "A. Writer", "Market attack")
    assert row.url == "https://example.org/1"


def test_impossible_facts_are_rejected_and_the_row_stays(folder: Path) -> None:
    facts = facts_file(
        folder,
        "a.txt,2021-02-30,The Paper,,javascript:alert(1),",
        "gone.txt,2021-02-01,,,,",
        ",2021-02-01,,,,",
    )
    articles, rejects = load_articles(folder, facts)
    row = next(articles.itertuples())
    assert (row.outlet, row.url, row.published_basis) == ("The Paper", "", "unknown")
    assert set(rejects["reason"]) == {
        "impossible date",
        "impossible address",
        "names no article",
        "row names no file",
    }
    assert rejects["path"].str.contains("articles.csv line").all()


def test_clashing_rows_leave_the_value_out(folder: Path) -> None:
    facts = facts_file(
        folder, "a.txt,2021-02-01,One,,,", "a.txt,2021-02-02,,Someone,,", "a.txt,2021-02-01,One,,,"
    )
    articles, rejects = load_articles(folder, facts)
    row = next(articles.itertuples())
    assert (row.published_basis, row.outlet, row.author) == ("unknown", "One", "Someone")
    assert list(rejects["reason"]) == ["clashing rows"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"name,published\na.txt,2021-01-01\n", "facts file has no column 'file'"),
        (b"\x89PNG\x00\x00", "facts file cannot be read"),
        (b"file,publised\na.txt,2021-01-01\n", "unknown column"),
    ],
)
def test_a_broken_facts_file_stops_nothing(folder: Path, content: bytes, reason: str) -> None:
    path = folder.parent / "articles.csv"
    path.write_bytes(content)
    articles, rejects = load_articles(folder, path)
    assert len(articles) == 1
    assert list(rejects["reason"]) == [reason]


def test_facts_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "articles.csv"
    path.write_bytes("\ufeffFile,Published\r\n.\\b.txt,2021\r\n# a note,\r\n".encode())
    facts, problems = read_facts(path)
    assert problems == []
    assert facts["b.txt"].published == (date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2020-02-29", (date(2020, 2, 29), date(2020, 2, 29))),
        ("2020-02", (date(2020, 2, 1), date(2020, 2, 29))),
        ("2020-02-01/2020-03", (date(2020, 2, 1), date(2020, 3, 31))),
        ("2021-02-29", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("2021-03-01/2021-02-01", None),
        ("yesterday", None),
        ("2021-01-01/2021-01-02/2021-01-03", None),
    ],
)
def test_intervals(text: str, days: tuple[date, date] | None) -> None:
    assert read_interval(text) == days


@pytest.mark.parametrize(
    ("text", "stated", "title"),
    [
        ("Three die in blast.\n\nBody.", "", "Three die in blast"),
        ("Talks with the U.S.\nBody", "", "Talks with the U.S."),
        ("By A. Writer\nThree die\n", "", "Three die"),
        ("2020-05-04\nThree die\n", "2020-05-04", "Three die"),
        ("date 2020-05-04 - Three die\n", "date 2020-05-04", "Three die"),
        ("One sentence that is long enough. " * 8, "", "One sentence that is long enough"),
        ("***\n", "", ""),
    ],
)
def test_titles(text: str, stated: str, title: str) -> None:
    assert find_title(text, stated) == title


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    title = find_title("word " * 100)
    assert len(title) < 170
    assert title.endswith("word …")


def test_short_texts_of_names_pass_as_english() -> None:
    assert is_english("Mosul")
    assert is_english("3 killed in Karachi blast")
    assert not is_english("Tres policías murieron en un ataque en la ciudad, dijo el ministro.")
    assert not is_english("قتل ثلاثة من رجال الشرطة في المدينة")


@given(st.lists(st.binary(max_size=60), min_size=1, max_size=6))
def test_no_file_is_lost(contents: list[bytes]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        for k, content in enumerate(contents):
            Path(name, f"{k}.txt").write_bytes(content)
        articles, rejects = load_articles(name)
    assert len(articles) + len(rejects) == len(contents)
