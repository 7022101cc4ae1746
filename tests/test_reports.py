"""Reports: every claim marked and linked, nothing fetched, nothing run, failures readable."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import reports
from helpers.reports import pages
from helpers.reports.article_pages import marked_paragraphs
from made_book import made_book
from test_figures import Tags


def test_the_same_articles_give_the_committed_bytes(samples, root):
    versions = pages.made_from(made_book(1).articles, {})["versions"]
    if versions not in (root / "reports" / "index.html").read_text(encoding="utf-8"):
        pytest.skip(f"the committed reports were made by other versions than {versions}")
    committed = sorted(p.relative_to(root / "reports") for p in (root / "reports").rglob("*.html"))
    made = sorted(p.relative_to(samples) for p in samples.rglob("*.html"))
    assert made == committed
    differing = [
        str(p) for p in made if (samples / p).read_bytes() != (root / "reports" / p).read_bytes()
    ]
    assert not differing, "run `make report` and commit reports/"


@pytest.mark.parametrize("which", ["samples", "hostile"])
def test_links_resolve_and_nothing_comes_from_elsewhere(which, request):
    folder = request.getfixturevalue(which)
    for page in folder.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert not re.search(r'(?:src|href)\s*=\s*["\']?(?:https?:)?//', html)
        assert "@import" not in html and "url(http" not in html
        for target in re.findall(r'href="([^"]*)"', html):
            parts = urlsplit(target)
            assert not parts.scheme
            file = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert file.exists(), f"{page.name}: {target}"
            if parts.fragment and file.suffix == ".html":
                anchor = f'id="{unquote(parts.fragment)}"'
                assert anchor in file.read_text(encoding="utf-8"), f"{page.name}: {target}"


@pytest.mark.parametrize("which", ["samples", "hostile"])
def test_no_words_of_an_article_become_markup_or_code(which, request):
    for page in request.getfixturevalue(which).rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        tags = Tags(html).tags
        assert not [a for _, attrs in tags for a in attrs if a.startswith("on")]
        assert not [v for _, attrs in tags for v in attrs.values() if (v or "").startswith("java")]
        assert len([tag for tag, _ in tags if tag == "script"]) == 2
        assert html.count("<img") == html.count("<iframe") == 0
        assert "MathJax" not in html and "require.js" not in html


def test_hostile_names_are_shown_as_they_are(hostile):
    shown = Tags((hostile / "3-actors.html").read_text(encoding="utf-8")).text
    for name in ("<script>alert(1)</script>", '" onmouseover="alert(1)', "$\\frac{1}{2}$ </style>"):
        assert name in shown


def test_code_is_there_but_hidden_and_the_page_is_one_document(samples):
    html = (samples / "2-casualties.html").read_text(encoding="utf-8")
    assert 'id="toggle-code"' in html and 'class="code"' in html
    assert ".code { display: none;" in html
    assert html.count("<html") == html.count("</html>") == html.count("<main") == 1
    assert "In&nbsp;[" not in html and "papermill" not in html


def test_no_path_of_this_machine_is_told(samples, root):
    for page in samples.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert str(root) not in html and str(samples) not in html and "/tmp/" not in html


def test_the_first_page_answers(samples):
    text = " ".join(Tags((samples / "index.html").read_text(encoding="utf-8")).text.split())
    for words in ("7 or more", "14", "70 or more", "3 or 4", "October 2021", "April 2021"):
        assert words in text


def test_every_claim_is_marked_in_its_article_and_leads_back(samples):
    table = (samples / "2-casualties.html").read_text(encoding="utf-8")
    rows = set(re.findall(r'<tr\b[^>]*\bid="(claim-\w+)"', table))
    assert len(rows) == 18
    found = set()
    for page in (samples / "articles").glob("*.html"):
        html = page.read_text(encoding="utf-8")
        marked = re.findall(r'<mark[^>]*>(?:<span id="claim-\w+" class="anchor"></span>)+', html)
        found |= set(re.findall(r'id="(claim-\w+)"', "".join(marked)))
    assert found == rows


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6)


@given(st.text(alphabet="ab \n<&", max_size=60), SPANS)
def test_pieces_are_the_text_and_each_claim_begins_once(text, spans):
    ends = [(a, min(a + n, len(text))) for a, n in spans if a < len(text)]
    claims = [
        {"claim_id": f"claim-{k}", "start": a, "end": b, "figure": "1", "outcome": "killed",
         "claimant": "x", "victim_group": "people"}
        for k, (a, b) in enumerate(ends)
    ]  # fmt: skip
    paragraphs = marked_paragraphs(text, claims)
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(p["text"] for p in q["pieces"]) for q in paragraphs] == lines
    begun = [c for q in paragraphs for p in q["pieces"] for c in p["begins"]]
    assert len(begun) == len(set(begun))


def test_a_notebook_that_fails_leaves_its_error_and_the_others(hostile):
    broken = Tags((hostile / "3-actors.html").read_text(encoding="utf-8")).text
    assert "stopped before its end" in broken and "division by zero" in broken
    assert "\x1b" not in broken
    assert "stopped" not in Tags((hostile / "4-timelines.html").read_text(encoding="utf-8")).text
    index = Tags((hostile / "index.html").read_text(encoding="utf-8")).text
    assert "Actors stopped before its end: ZeroDivisionError: division by zero" in index


def test_a_wrong_parameter_writes_nothing(tmp_path):
    with pytest.raises(ValueError, match="outcomes"):
        reports.build_reports(tmp_path, tmp_path / "out", {"outcomes": "eaten"})
    assert not (tmp_path / "out").exists()


def test_the_table_script_needs_no_module_loading():
    made = pages.assets()
    assert "window.DataTable = " in made["tables.js"]
    assert not re.search(r"\bexport\s*\{", made["tables.js"])
