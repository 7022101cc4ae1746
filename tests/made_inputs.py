"""One story written as a file of every kind that the workbook reads."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path


@dataclass(frozen=True)
class Story:
    """What a file is made of: a headline, paragraphs, a day."""

    title: str
    paragraphs: tuple[str, ...]
    day: date
    author: str = "Amina Kaye"
    outlet: str = "The Harbour Post"
    url: str = "https://harbour-post.example/2019/ferry"

    @property
    def text(self) -> str:
        """What should be stored."""
        return "\n\n".join((self.title, *self.paragraphs))


Maker = Callable[[Story], bytes]


def page(story: Story) -> bytes:
    """A saved page with what stands around the story."""
    body = "\n".join(f"<p>{html.escape(p)}</p>" for p in story.paragraphs)
    title = html.escape(story.title)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{title} | {story.outlet}</title>
<meta property="og:site_name" content="{story.outlet}">
<meta property="article:published_time" content="{story.day}T09:30:00+00:00">
<meta name="author" content="{story.author}"><link rel="canonical" href="{story.url}">
<style>p {{ color: red }}</style><script>var deaths = "99 people were killed";</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<main><article><h1>{title}</h1>
<figure><img src="a.jpg" alt=""><figcaption>File picture: a fire that killed 31 in
another city.</figcaption></figure>
{body}
<aside><h3>Related</h3><ul><li><a href="/x">Bus crash kills 45 pilgrims</a></li></ul></aside>
</article></main>
<footer>Copyright {story.outlet}. All rights reserved.</footer></body></html>""".encode()


def _record(story: Story) -> dict[str, object]:
    body = "\n\n".join(story.paragraphs)
    return {"title": story.title, "text": body, "date": str(story.day), "author": story.author,
            "source": story.outlet, "url": story.url}  # fmt: skip


def plain_json(story: Story) -> bytes:
    """The plainest record."""
    return json.dumps(_record(story)).encode()


def news_please(story: Story) -> bytes:
    """A record as news-please and Common Crawl news write it."""
    record = {
        "maintext": "\n".join(story.paragraphs),
        "title": story.title,
        "date_publish": f"{story.day} 09:30:00",
        "date_download": "2024-01-01 00:00:00",
        "authors": [story.author],
        "source_domain": story.outlet,
        "url": story.url,
        "language": "en",
        "description": "A shorter text, which is not the story.",
    }
    return json.dumps(record).encode()


def news_api(story: Story) -> bytes:
    """An answer of NewsAPI."""
    article = {
        "source": {"id": None, "name": story.outlet},
        "author": story.author,
        "title": story.title,
        "description": "A shorter text.",
        "url": story.url,
        "urlToImage": None,
        "publishedAt": f"{story.day}T09:30:00Z",
        "content": "\r\n\r\n".join(story.paragraphs),
    }
    return json.dumps({"status": "ok", "totalResults": 1, "articles": [article]}).encode()


def linked_data(story: Story) -> bytes:
    """A NewsArticle in schema.org's words."""
    return json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.title,
            "datePublished": f"{story.day}T09:30:00Z",
            "author": {"@type": "Person", "name": story.author},
            "publisher": {"@type": "Organization", "name": story.outlet},
            "url": story.url,
            "articleBody": "\n".join(story.paragraphs),
        }
    ).encode()


def json_lines(story: Story) -> bytes:
    """One line of JSON."""
    return plain_json(story) + b"\n"


def table(story: Story) -> bytes:
    """A CSV file as a spreadsheet saves it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(_record(story)))
    writer.writeheader()
    writer.writerow(_record(story))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def parquet(story: Story) -> bytes:
    """A Parquet file."""
    import pandas as pd

    return pd.DataFrame([_record(story)]).to_parquet(index=False)


def docx(story: Story) -> bytes:
    """A document of a word processor."""
    from docx import Document

    document = Document()
    document.add_heading(story.title, level=1)
    for paragraph in story.paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def letter(story: Story) -> bytes:
    """A letter with the story in its body."""
    message = EmailMessage()
    message["Subject"] = story.title
    message["From"] = f"{story.author} <a.kaye@harbour-post.example>"
    message["To"] = "desk@example.org"
    message["Date"] = format_datetime(datetime.combine(story.day, time(9, 30), UTC))
    message.set_content("\n\n".join(story.paragraphs), cte="quoted-printable")
    return message.as_bytes()


def mbox(story: Story) -> bytes:
    """A mailbox with one letter."""
    return b"From desk@example.org Mon May  6 09:30:00 2019\n" + letter(story) + b"\n"


def saved_page(story: Story) -> bytes:
    """A page that a browser saved as one file."""
    import quopri

    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: " + story.url.encode()
        + b'\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----B"\r\n\r\n'
        b"------B\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring(page(story)) + b"\r\n------B--\r\n"
    )  # fmt: skip


def feed(story: Story) -> bytes:
    """An RSS feed with the whole story."""
    body = "".join(f"<p>{html.escape(p)}</p>" for p in story.paragraphs)
    day = format_datetime(datetime.combine(story.day, time(9, 30), UTC))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{story.outlet}</title>
<link>https://harbour-post.example/</link><description>News</description>
<item><title>{html.escape(story.title)}</title><link>{story.url}</link>
<dc:creator>{story.author}</dc:creator><pubDate>{day}</pubDate>
<description>A shorter text.</description><content:encoded><![CDATA[{body}]]></content:encoded>
</item></channel></rss>""".encode()


def atom(story: Story) -> bytes:
    """An Atom feed with the whole story."""
    body = html.escape("".join(f"<p>{html.escape(p)}</p>" for p in story.paragraphs))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{story.outlet}</title><id>urn:x</id>
<updated>{story.day}T09:30:00Z</updated><entry><title>{html.escape(story.title)}</title>
<link href="{story.url}"/><id>urn:y</id><published>{story.day}T09:30:00Z</published>
<author><name>{story.author}</name></author><content type="html">{body}</content></entry>
</feed>""".encode()


def markdown(story: Story) -> bytes:
    """A page of a static site: YAML at its head, marks in its text."""
    import yaml

    front = {"title": story.title, "date": story.day, "author": story.author}
    body = "\n\n".join(p.replace("said", "*said*") for p in story.paragraphs)
    return f"---\n{yaml.safe_dump(front)}---\n\n{body}\n".encode()


def pdf(story: Story) -> bytes:
    """A page of print: lines broken by width, a page number below."""
    import textwrap

    from fpdf import FPDF
    from matplotlib import get_data_path

    made = FPDF()
    made.add_font("DejaVu", fname=f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf")
    made.set_font("DejaVu", size=10)
    made.add_page()
    for paragraph in (story.title, *story.paragraphs):
        for line in textwrap.wrap(paragraph, 80):
            made.cell(text=line, new_x="LMARGIN", new_y="NEXT")
        made.ln(4)
    made.cell(text="1")
    return bytes(made.output())


def warc(story: Story) -> bytes:
    """A web archive: a request, and the page that answered it."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    host = [("Host", "harbour-post.example")]
    headers = StatusAndHeaders("GET / HTTP/1.1", host, is_http_request=True)
    writer.write_record(writer.create_warc_record(story.url, "request", http_headers=headers))
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            story.url, "response", payload=io.BytesIO(page(story)), http_headers=headers
        )
    )
    return out.getvalue()


def packed_warc(story: Story) -> bytes:
    """The same, packed."""
    return gzip.compress(warc(story), mtime=0)


def plain(story: Story) -> bytes:
    """A text file."""
    return story.text.encode()


def zipped(story: Story) -> bytes:
    """A .zip archive with the text in a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("news/story.txt", plain(story))
    return out.getvalue()


def gzipped(story: Story) -> bytes:
    """JSON Lines packed with gzip."""
    return gzip.compress(json_lines(story), mtime=0)


def zstandard(story: Story) -> bytes:
    """JSON Lines packed with Zstandard."""
    import pyarrow as pa

    return pa.Codec("zstd").compress(json_lines(story), asbytes=True)


def utf16(story: Story) -> bytes:
    """A text file as Windows' Notepad once saved it."""
    return story.text.encode("utf-16")


def windows(story: Story) -> bytes:
    """A text file from before Unicode."""
    return story.text.replace("\n", "\r\n").encode("cp1252", "replace")


MAKERS: dict[str, Maker] = {
    "story.txt": plain, "utf16.txt": utf16, "windows.txt": windows, "story.md": markdown,
    "story.html": page, "story.mhtml": saved_page, "story.json": plain_json,
    "news-please.json": news_please, "newsapi.json": news_api, "linked.json": linked_data,
    "stories.jsonl": json_lines, "stories.csv": table, "stories.parquet": parquet,
    "story.docx": docx, "story.pdf": pdf, "story.eml": letter, "box.mbox": mbox,
    "feed.rss": feed, "feed.atom": atom, "crawl.warc": warc, "crawl.warc.gz": packed_warc,
    "news.zip": zipped, "stories.jsonl.gz": gzipped, "stories.jsonl.zst": zstandard,
}  # fmt: skip
"""What makes each file, by the file's name."""


def write(folder: Path, story: Story, names: list[str] | None = None) -> list[Path]:
    """Write a story as files of these names, or of every kind."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names or list(MAKERS):
        path = folder / name
        path.write_bytes(MAKERS[name](story))
        written.append(path)
    return written
