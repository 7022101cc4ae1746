"""The reports in a browser: quiet, whole, linked, legible, and running nothing but their own."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from helpers import reports
from helpers.reports import making, notebook_runs
from helpers.reports.notebook_runs import Run
from made_book import HOSTILE

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
BUILT = ("samples", "hostile")
built = pytest.mark.parametrize("which", BUILT)


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as started:
        # Chromium's own walls against a page need rights that a container may not have.
        walls = [] if os.environ.get("HOME") and os.geteuid() else ["--no-sandbox"]
        browser = started.chromium.launch(executable_path=CHROMIUM, args=walls)
        yield browser
        browser.close()


class Visit:
    """A page opened, and what it did that it should not."""

    def __init__(self, browser: playwright.Browser, **options: object) -> None:
        self.context = browser.new_context(**{"viewport": WIDE, **options})
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda m: self.faults.append(f"console {m.type}: {m.text}"))
        self.page.on("pageerror", lambda e: self.faults.append(f"error: {e}"))
        self.page.on("dialog", lambda d: (self.faults.append(f"dialog: {d.message}"), d.dismiss()))
        self.page.on("requestfailed", lambda r: self.faults.append(f"no answer: {r.url}"))
        self.page.on("request", self._asked)

    def _asked(self, request: playwright.Request) -> None:
        if not request.url.startswith(("file://", "data:", "blob:")):
            self.faults.append(f"request: {request.url}")

    def open(self, path: Path, anchor: str = "") -> playwright.Page:
        self.page.goto(path.as_uri() + (f"#{anchor}" if anchor else ""))
        return self.page


@pytest.fixture
def visit(browser: playwright.Browser) -> Iterator[object]:
    opened = []

    def start(**options: object) -> Visit:
        opened.append(Visit(browser, **options))
        return opened[-1]

    yield start
    for one in opened:
        one.context.close()


def pages_of(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.html"))
    assert len(found) > len(reports.PAGES)
    return found


@built
@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
def test_every_page_opens_quietly_and_fits(which: str, view: dict, request, visit) -> None:
    one = visit(viewport=view)
    for path in pages_of(request.getfixturevalue(which)):
        page = one.open(path)
        assert page.title().endswith("· Tollbook")
        assert page.locator("main h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= view["width"], path.name
        assert page.evaluate("typeof window.ran") == "undefined"
    assert one.faults == []


@built
@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_accessibility(which, view, scheme, request, visit) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    page = (one := visit(viewport=view, color_scheme=scheme)).page
    found = []
    for path in pages_of(request.getfixturevalue(which)):
        one.open(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        if page.locator("#toggle-code").count():
            page.locator("#toggle-code").click()
        result = axe.Axe().run(page).response
        assert result["passes"]
        found += [
            (path.name, fault["id"], node["target"], node["failureSummary"].splitlines()[1:3])
            for fault in result["violations"]
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"][:3]
        ]
    assert found == []


def test_evidence_leads_to_its_highlighted_words_and_back(samples: Path, visit) -> None:
    page = (one := visit()).open(samples / "2-casualties.html")
    links = page.locator("tr[id^=claim-] td a[href*='articles/']")
    assert links.count() == 18
    for k in (0, 9, 17):
        row = links.nth(k).locator("xpath=ancestor::tr")
        claim, words = row.get_attribute("id"), row.locator("mark").inner_text()
        links.nth(k).click()
        page.wait_for_url(f"**/articles/*#{claim}")
        mark = page.locator(f"mark:has(#{claim})")
        assert mark.evaluate("m => getComputedStyle(m).outlineStyle") == "solid"
        box = mark.bounding_box()
        assert 0 <= box["y"] <= WIDE["height"] - box["height"]
        assert mark.inner_text().split()[0] == words.split()[0]
        page.locator(f".beside a[href$='#{claim}']").click()
        page.wait_for_url(f"**/2-casualties.html#{claim}")
        assert page.locator(f"tr#{claim}").bounding_box()["y"] < WIDE["height"]
        assert page.evaluate("document.querySelector('tr:target').id") == claim
    assert one.faults == []


def test_tolls_open_to_their_claims(samples: Path, visit) -> None:
    page = visit().open(samples / "index.html")
    summary = page.locator(".story summary").first
    words = summary.locator("xpath=..").locator("li").first
    assert not words.is_visible()
    summary.click()
    assert words.is_visible() and words.locator("a[href*='articles/']").count() == 1


def test_tables_sort_search_and_download(samples: Path, visit) -> None:
    page = (one := visit()).open(samples / "2-casualties.html")
    table = page.locator("table[data-name=claims]")
    container = page.locator("div.dt-container", has=table)
    many = table.locator("thead th", has_text="How many")
    counted = table.locator("tbody tr td:nth-child(4)")
    many.click()
    playwright.expect(many).to_have_attribute("aria-sort", "ascending")
    orders = [float(o) for o in counted.evaluate_all("cs => cs.map(c => c.dataset.order)")]
    assert orders == sorted(orders)
    many.locator(".dt-column-order").click()
    playwright.expect(many).to_have_attribute("aria-sort", "descending")
    playwright.expect(counted.first).to_contain_text("70")
    container.locator("input[type=search]").fill("martyred")
    found = table.locator("tbody tr")
    playwright.expect(found).to_have_count(2)
    assert all("martyred" in words for words in found.all_inner_texts())
    with page.expect_download() as waiting:
        container.locator("button", has_text="CSV").click()
    assert waiting.value.suggested_filename == "claims.csv"
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    header, *rows = filter(None, csv.reader(io.StringIO(text)))
    assert "How many" in header and len(rows) == 2
    assert rows[0][1:5] == ["those; state forces", "injured", "8; eight",
                            "Sheikh Rasheed Ahmad; part of another figure"]  # fmt: skip
    assert "martyred" in rows[0][5] and "→" not in rows[0][5]
    assert one.faults == []


def test_code_is_shown_when_asked_for(samples: Path, visit) -> None:
    page = visit().open(samples / "1-articles.html")
    code, button = page.locator(".code").first, page.locator("#toggle-code")
    assert not code.is_visible() and button.get_attribute("aria-pressed") == "false"
    button.press("Enter")
    assert code.is_visible() and button.get_attribute("aria-pressed") == "true"
    button.click()
    assert not code.is_visible()


def brightness(page: playwright.Page, name: str) -> float:
    colour = page.evaluate("n => getComputedStyle(document.body)[n]", name)
    return sum(map(int, re.findall(r"\d+", colour)[:3])) / 3


def test_dark_and_print_are_other_renderings(samples: Path, visit) -> None:
    page = visit(color_scheme="dark").open(samples / "2-casualties.html")
    assert brightness(page, "backgroundColor") < 60 < 200 < brightness(page, "color")
    page.emulate_media(media="print", color_scheme="dark")
    assert brightness(page, "backgroundColor") > 250 and brightness(page, "color") < 60
    for gone in ("header nav", "#toggle-code", ".dt-search", ".dt-buttons"):
        assert not page.locator(gone).first.is_visible()
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF") and len(re.findall(rb"/Type\s*/Page\b", printed)) >= 3


def test_without_scripts_everything_can_still_be_read(samples: Path, visit) -> None:
    page = visit(java_script_enabled=False).open(samples / "2-casualties.html")
    assert page.locator("tr[id^=claim-]").count() == 18
    assert page.locator("tr[id^=claim-]").last.is_visible()


def test_a_figure_is_seen_and_told(samples: Path, visit) -> None:
    page = visit().open(samples / "2-casualties.html")
    figures = page.locator("figure [role=img]")
    assert figures.count() >= 1
    assert len(figures.first.get_attribute("aria-label")) > 100
    assert figures.first.locator("svg").bounding_box()["height"] > 100


@pytest.fixture(scope="module")
def hostile_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The article pages and first page of real files that try to be more than text."""
    folder = tmp_path_factory.mktemp("files")
    articles = folder / "articles"
    articles.mkdir()
    rows = ["file,title,author,url"]
    for k, name in enumerate(HOSTILE):
        file = f"{k} {name.replace('/', '|')}.txt"[:120]
        (articles / file).write_text(
            f"{name}\n\nOn 4 May 2020 three soldiers {name} were killed, the {name} army said.\n\n"
            f"$$\\href{{javascript:window.ran=1}}{{x}}$$ At least 12 were injured, {name}.\n",
            encoding="utf-8",
        )
        quoted = [f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in (file, name, name)]
        rows.append(",".join([*quoted, "https://example.org/?<script>alert(1)</script>"]))
    (folder / "articles.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")

    def run(names, parameters, into, cwd, processes, then, done):  # noqa: ANN001, ANN202
        return [Run(name, into, "", "") for name in names]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "run_notebooks", run)
        patch.setattr(notebook_runs, "workers_for", nullcontext)
        facts = {"facts": str(folder / "articles.csv")}
        assert reports.build_reports(articles, folder / "out", facts).usable
    return folder / "out"


def test_files_that_try_to_be_more_are_text(hostile_files: Path, visit) -> None:
    one = visit()
    pages = [hostile_files / "index.html", *sorted((hostile_files / "articles").iterdir())]
    assert len(pages) == 1 + len(HOSTILE)
    shown = []
    for path in pages:
        page = one.open(path)
        shown.append(page.locator("main").inner_text())
        page.locator("main").hover()
        assert page.evaluate("typeof window.ran") == "undefined"
        assert page.locator("main :is(script, img, iframe, object, form)").count() == 0
        assert page.locator("main a:not([href*='html'])").count() == 0
    for name in HOSTILE:
        words = re.sub(r"[\x00-\x1f]", "\ufffd", name)
        assert any(words in text for text in shown), name
    assert one.faults == []
