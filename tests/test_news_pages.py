"""Saved pages in the styles of big outlets: the story alone, its title and its day."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from helpers import load_articles
from news_pages import PAGES


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    folder = tmp_path_factory.mktemp("pages")
    for name, page in PAGES.items():
        (folder / f"{name}.html").write_bytes(page.content)
    articles, rejects = load_articles(folder)
    assert rejects.empty
    return articles.set_index(articles["article_id"].str.removesuffix(".html"))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_story_is_whole_and_alone(rows: pd.DataFrame, name: str) -> None:
    text = " ".join(rows.loc[name, "text"].split())
    for paragraph in PAGES[name].paragraphs:
        assert text.count(paragraph) == 1
    assert not re.findall(r"(?<!\d)7\d\d(?!\d).{0,40}", text)
    assert text.count(PAGES[name].title) <= 1


@pytest.mark.parametrize("name", sorted(PAGES))
def test_title_day_and_author(rows: pd.DataFrame, name: str) -> None:
    row, page = rows.loc[name], PAGES[name]
    assert row["title"] == page.title
    day = row["published_start"]
    assert (None if pd.isna(day) else day.date()) == page.day
    if page.author:
        assert row["author"] == page.author


def test_what_an_outlet_keeps_back_is_said(rows: pd.DataFrame) -> None:
    cut = rows["repairs"].str.contains("subscribers")
    assert list(rows.index[cut]) == ["paywall stub"]
    linked = rows["repairs"].str.contains("linked data")
    assert sorted(rows.index[linked]) == ["linked data graph", "linked data only"]


def test_a_page_with_nothing_but_an_invitation_to_subscribe_is_rejected(tmp_path) -> None:
    page = "<html><body><div><p>Subscribe to continue reading this story.</p></div></body></html>"
    (tmp_path / "wall.html").write_text(page)
    articles, rejects = load_articles(tmp_path)
    assert articles.empty
    assert rejects["reason"].tolist() == ["no text"]
