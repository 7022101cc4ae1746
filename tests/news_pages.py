"""News pages in the styles of big outlets, of our own making.

Every page tells one story. Whatever else stands on it (other stories, captions,
comments, forms) has figures from 700 to 799, which the story never has.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

TITLE = "Six killed as depot blast shakes Port Vela"
DAY = date(2018, 3, 9)
PARAGRAPHS = (
    "At least six workers were killed and 23 people injured on Friday when a fuel depot exploded "
    "in the harbour of Port Vela, the fire brigade said.",
    "The blast tore the roof from a customs shed and broke windows as far away as the cathedral, "
    "witnesses said. Four of the injured were in a critical condition, according to a doctor at "
    "the city’s main hospital.",
    "“I heard one bang and then a second that threw me to the floor,” said Marta Oliveira, who "
    "sells fish at the quay. “Then everybody was running.”",
    "The company that runs the depot put the number of dead at four and said that it was too "
    "early to name a cause. The dockers’ union accused it of having ignored two warnings.",
    "The harbour was closed to ships until Sunday, the port authority said, and schools in the "
    "old town stayed shut.",
)
LINKS = (
    "Bus crash kills 745 pilgrims", "Fire in textile mill leaves 731 dead",
    "Opinion: what the 712 victims are owed", "Ferry sinking: 768 still missing",
)  # fmt: skip


@dataclass(frozen=True)
class NewsPage:
    """A page and what should be read from it.

    Attributes
    ----------
    content : bytes
        The file.
    day : date or None
        When it appeared.
    author : str
        Who wrote it (the first who is named); empty where that is not looked at.
    paragraphs : tuple of str
        The story.
    title : str
        Its headline.
    """

    content: bytes
    day: date | None = DAY
    author: str = ""
    paragraphs: tuple[str, ...] = PARAGRAPHS
    title: str = TITLE


def _p(paragraphs: tuple[str, ...] = PARAGRAPHS, attributes: str = "") -> str:
    return "\n".join(f"<p{attributes}>{text}</p>" for text in paragraphs)


def _list(attributes: str = "") -> str:
    items = "".join(f'<li><a href="/story/{k}">{words}</a></li>' for k, words in enumerate(LINKS))
    return f"<ul{attributes}>{items}</ul>"


def _page(body: str, head: str = "", title: str = f"{TITLE} - The Harbour Post") -> str:
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
            f"{head}</head><body>{body}</body></html>")  # fmt: skip


PUBLISHED = '<meta property="article:published_time" content="2018-03-09T17:42:00+01:00">'
OG = f'<meta property="og:title" content="{TITLE}"><meta property="og:type" content="article">'
NAV = ('<header><nav><a href="/">Home</a><a href="/world">World</a><a href="/sport">Sport</a>'
       "</nav></header>")  # fmt: skip
FOOTER = "<footer><p>Copyright 2018 The Harbour Post. 799 titles in our archive.</p></footer>"


def _agency() -> NewsPage:
    body = f"""{NAV}<div class="Page-content"><main class="Page-main"><h1>{TITLE}</h1>
<div class="Page-byline">By <a rel="author" href="/a">PAULA REIS</a></div>
<div class="Page-dateModified">Updated 6:10 PM GMT, March 9, 2018</div>
<div class="RichTextStoryBody RichTextBody">{_p()}
<div class="HubPeekEmbed"><h3>More world news</h3>{_list()}</div></div></main></div>{FOOTER}"""
    return NewsPage(_page(body, PUBLISHED + OG).encode(), author="Paula Reis")


def _broadcaster() -> NewsPage:
    blocks = "".join(
        f'<div data-component="text-block" class="ssrcss-1q0x1qg"><div><p class="css-eq5i">{p}</p>'
        "</div></div>" for p in PARAGRAPHS
    )  # fmt: skip
    body = f"""{NAV}<main id="main-content"><article><header><h1 id="main-heading">{TITLE}</h1>
<div data-component="byline-block"><div>By Paula Reis</div><div>Europe correspondent</div></div>
<time datetime="2018-03-09T16:42:00.000Z">9 March 2018</time></header>
<figure><img src="x.jpg" alt=""><figcaption>A fire in 2009 killed 722 people</figcaption></figure>
{blocks}<section data-component="links-block"><h2>More on this story</h2>{_list()}</section>
<section data-component="tag-list"><h2>Related topics</h2><ul><li>Port Vela</li></ul></section>
</article></main><aside><h2>Most read</h2>{_list()}</aside>{FOOTER}"""
    return NewsPage(_page(body, OG).encode())


def _live() -> NewsPage:
    posts = "".join(
        f'<article class="block" id="b{k}"><time datetime="2018-03-09T1{9 - k}:00:00Z">1{9 - k}.00'
        f'</time><h2>Update {k + 1}</h2><div class="block-body"><p>{p}</p></div></article>'
        for k, p in enumerate(PARAGRAPHS)
    )
    body = f"""{NAV}<main><h1>{TITLE}</h1><p class="standfirst">Follow the latest.</p>
<aside class="key-events"><h2>Key events</h2><ol><li>Toll of 733 in a flood last year</li></ol>
</aside><div class="liveblog">{posts}</div>
<section class="related"><h2>Most viewed</h2>{_list()}</section></main>{FOOTER}"""
    return NewsPage(_page(body, PUBLISHED + OG).encode())


def _captions() -> NewsPage:
    captions = [
        '<div class="image-caption">Mourners in 2011, after 741 people died. Photograph: EPA</div>',
        '<p class="wp-caption-text">Firemen at a blaze that killed 757 in 2004. (File photo)</p>',
        '<span class="photo-credit caption">Tanks seen before a fire which hurt 778. AFP</span>',
    ]
    mixed = "".join(
        f"<p>{p}</p>" + (captions[k] if k < 3 else "") for k, p in enumerate(PARAGRAPHS)
    )
    body = f"{NAV}<article><h1>{TITLE}</h1><div class='article-body'>{mixed}</div></article>"
    return NewsPage(_page(body + FOOTER, PUBLISHED).encode())


def _links_within() -> NewsPage:
    lines = ["READ MORE: ", "Also read: ", "Related: ", "See also | "]
    mixed = "".join(
        f"<p>{p}</p>"
        + (f'<p><strong>{lines[k]}<a href="/s{k}">{LINKS[k]}</a></strong></p>' if k < 4 else "")
        for k, p in enumerate(PARAGRAPHS)
    )
    body = f"{NAV}<article><h1>{TITLE}</h1><div class='story'>{mixed}</div></article>{FOOTER}"
    return NewsPage(_page(body, PUBLISHED).encode())


def _newsletter() -> NewsPage:
    form = ('<div class="newsletter-signup"><h3>Sign up for our Morning Briefing</h3><p>Join the '
            "712,000 readers who get the news of the day in their inbox before breakfast.</p>"
            '<form><input type="email"><button>Sign up</button></form></div>')  # fmt: skip
    body = f"{NAV}<article><h1>{TITLE}</h1>{_p(PARAGRAPHS[:2])}{form}{_p(PARAGRAPHS[2:])}</article>"
    return NewsPage(_page(body + FOOTER, PUBLISHED).encode())


def _cookies() -> NewsPage:
    banner = ('<div id="onetrust-banner-sdk" class="cookie-consent" role="dialog"><p>We and our '
              "788 partners store and access information on your device, such as cookies, to "
              "show you personalised ads.</p><button>Accept all</button></div>")  # fmt: skip
    body = f"{banner}{NAV}<main><h1>{TITLE}</h1><div class='content'>{_p()}</div></main>{FOOTER}"
    return NewsPage(_page(body, PUBLISHED).encode())


def _paywall() -> NewsPage:
    body = f"""{NAV}<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p><div class="paywall">
<h2>Subscribe to continue reading</h2><p>Already a subscriber? Sign in. Join our 744,000
subscribers for 1 a week in the first year.</p></div></article>{FOOTER}"""
    linked = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE,
              "isAccessibleForFree": False}  # fmt: skip
    head = f'{PUBLISHED}<script type="application/ld+json">{json.dumps(linked)}</script>'
    return NewsPage(_page(body, head).encode(), paragraphs=PARAGRAPHS[:1])


def _gallery() -> NewsPage:
    slides = "".join(
        f'<div class="slide"><img src="{k}.jpg" alt=""><div class="slide-caption">'
        f"Picture {k}: ruins of another year, when {710 + k} died.</div></div>" for k in range(6)
    )
    body = f"""{NAV}<article><h1>{TITLE}</h1><div class="gallery carousel">{slides}</div>
<div class="article__body">{_p()}</div></article>{FOOTER}"""
    return NewsPage(_page(body, PUBLISHED).encode())


def _amp() -> NewsPage:
    body = f"""<amp-sidebar id="menu"><ul><li>World</li><li>776 videos</li></ul></amp-sidebar>
<article class="amp-article"><h1 class="amp-title">{TITLE}</h1>
<div class="amp-byline">By Paula Reis</div><amp-img src="x.jpg" width="1" height="1"></amp-img>
<div class="amp-body">{_p()}<amp-list src="/x"><div>{_list()}</div></amp-list></div></article>
<amp-consent><div>We value your privacy: 790 vendors.</div></amp-consent>"""
    page = _page(body, PUBLISHED + '<link rel="canonical" href="https://x.example/a">')
    return NewsPage(page.replace("<html ", "<html amp ").encode())


def _print() -> NewsPage:
    body = f"""<h2>The Harbour Post</h2><h1>{TITLE}</h1><div>Friday, March 9, 2018</div>
<hr>{_p()}<hr><p>Find this article at: http://harbour-post.example/print/77</p>"""
    return NewsPage(_page(body, '<meta name="date" content="2018-03-09">').encode())


def _linked(kind: str, **more: object) -> str:
    data = {"@context": "https://schema.org", "@type": kind, "headline": TITLE,
            "datePublished": "2018-03-09T17:42:00+01:00", "dateModified": "2018-03-11T08:00:00Z",
            "author": [{"@type": "Person", "name": "Paula Reis"}],
            "publisher": {"@type": "Organization", "name": "The Harbour Post"}}  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(data | more)}</script>'


def _linked_only() -> NewsPage:
    body = '<div id="root"></div><noscript>You need to enable JavaScript (error 777).</noscript>'
    head = _linked("NewsArticle", articleBody="\n\n".join(PARAGRAPHS))
    return NewsPage(_page(body, head, "The Harbour Post").encode(), author="Paula Reis")


def _linked_graph() -> NewsPage:
    article = json.loads(_linked("ReportageNewsArticle").split(">", 1)[1].rsplit("<", 1)[0])
    article["articleBody"] = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    other = {"@type": "NewsArticle", "headline": LINKS[0]}
    graph = {"@context": "https://schema.org",
             "@graph": [{"@type": "WebPage", "name": "x"}, other, article]}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    body = f"<div id='__next'><p>Loading the story, please wait a moment…</p>{_list()}</div>"
    return NewsPage(_page(body, head, "The Harbour Post").encode(), author="Paula Reis")


def _tables() -> NewsPage:
    story = "<br><br>".join(PARAGRAPHS)
    side = "<br>".join(f'<a href="{k}.htm">{words}</a>' for k, words in enumerate(LINKS))
    return NewsPage(
        f"""<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY BGCOLOR=#FFFFFF>
<TABLE WIDTH=600 BORDER=0><TR><TD COLSPAN=2><IMG SRC=logo.gif> <A HREF=/>HOME</A> | <A HREF=/w>WORLD
</A></TD></TR><TR><TD VALIGN=top WIDTH=120><FONT SIZE=1>{side}</FONT></TD>
<TD VALIGN=top><FONT SIZE=5><B>{TITLE}</B></FONT><BR><FONT SIZE=2>March 9, 2018</FONT><P>
<FONT FACE=Times>{story}</FONT></TD></TR></TABLE></BODY></HTML>""".encode("cp1252")
    )


def _comments() -> NewsPage:
    comments = "".join(
        f'<div class="comment"><p><b>reader{k}</b>: I heard from my cousin that really {750 + k} '
        "people were killed there and that nobody wants to say so in public.</p></div>"
        for k in range(5)
    )
    body = f"""{NAV}<article><h1>{TITLE}</h1>{_p()}</article>
<section id="comments" class="comments"><h2>5 comments</h2>{comments}</section>{FOOTER}"""
    return NewsPage(_page(body, PUBLISHED).encode())


def _columns() -> NewsPage:
    teasers = "".join(
        f'<div class="teaser"><h3><a href="/t{k}">{words}</a></h3><p>A short line that tells of '
        f"{760 + k} people and leads on to another story of the day.</p></div>"
        for k, words in enumerate(LINKS)
    )
    body = f"""{NAV}<div class="row"><div class="col-3 sidebar">{teasers}</div>
<div class="col-6 main-column"><h1>{TITLE}</h1><div class="entry-content">{_p()}</div></div>
<div class="col-3 sidebar right">{teasers}</div></div>{FOOTER}"""
    return NewsPage(_page(body, PUBLISHED).encode())


def _video() -> NewsPage:
    shown = PARAGRAPHS[:2]
    body = f"""{NAV}<main><h1>{TITLE}</h1><div class="video-player"><video src="v.mp4"></video>
</div><div class="video-description">{_p(shown)}</div>
<section class="up-next"><h2>Up next</h2>{_list()}</section></main>{FOOTER}"""
    head = PUBLISHED + '<meta property="og:type" content="video.other">'
    return NewsPage(_page(body, head).encode(), paragraphs=shown)


def _byline(html: str, author: str) -> NewsPage:
    body = f"{NAV}<article><h1>{TITLE}</h1>{html}<div class='body'>{_p()}</div></article>{FOOTER}"
    return NewsPage(_page(body, PUBLISHED).encode(), author=author)


def _dated(html: str = "", head: str = "", day: date | None = DAY) -> NewsPage:
    body = f"{NAV}<article><h1>{TITLE}</h1>{html}<div class='body'>{_p()}</div></article>{FOOTER}"
    return NewsPage(_page(body, head).encode(), day)


def _endless() -> NewsPage:
    other = "".join(f"<p>{words}, said an official on the scene of it all.</p>" for words in LINKS)
    body = f"""{NAV}<main><article><h1>{TITLE}</h1><div class="body">{_p()}</div></article>
<article><h1>{LINKS[1]}</h1><div class="body">{other * 2}</div></article></main>{FOOTER}"""
    return NewsPage(_page(body, PUBLISHED).encode())


def _hidden() -> NewsPage:
    hidden = (
        '<div style="display: none"><p>An earlier draft that put the dead at 701 people.</p></div>'
        '<p hidden>Hidden note to editors: 702 people were killed in that other case.</p>'
        '<div class="sr-only" aria-hidden="true"><p>Advertisement 703, scroll on to go on '
        "reading the story below it.</p></div>"
    )  # fmt: skip
    body = f"{NAV}<article><h1>{TITLE}</h1>{_p(PARAGRAPHS[:2])}{hidden}{_p(PARAGRAPHS[2:])}"
    return NewsPage(_page(f"{body}</article>{FOOTER}", PUBLISHED).encode())


def _factbox() -> NewsPage:
    box = (f'<div class="factbox"><h3>Deadly blasts</h3>{_list()}</div>'
           f'<div class="related-articles"><h4>Related articles</h4>{_list()}</div>')  # fmt: skip
    body = f"{NAV}<article><h1>{TITLE}</h1>{_p(PARAGRAPHS[:3])}{box}{_p(PARAGRAPHS[3:])}</article>"
    return NewsPage(_page(body + FOOTER, PUBLISHED).encode())


def _wrong_charset(said: str, written: str) -> NewsPage:
    body = f"{NAV}<article><h1>{TITLE}</h1>{_p()}</article>"
    page = _page(body, PUBLISHED).replace('charset="utf-8"', f'charset="{said}"')
    return NewsPage(page.encode(written))


PAGES: dict[str, NewsPage] = {
    "agency": _agency(),
    "broadcaster": _broadcaster(),
    "live blog": _live(),
    "captions": _captions(),
    "links within": _links_within(),
    "newsletter": _newsletter(),
    "cookie banner": _cookies(),
    "paywall stub": _paywall(),
    "gallery": _gallery(),
    "amp": _amp(),
    "print": _print(),
    "linked data only": _linked_only(),
    "linked data graph": _linked_graph(),
    "tables of the 1990s": _tables(),
    "comments": _comments(),
    "columns": _columns(),
    "video": _video(),
    "byline with rel": _byline('<a rel="author" href="/a">Paula Reis</a>', "Paula Reis"),
    "byline in words": _byline('<p class="byline">By Paula Reis in Port Vela</p>', "Paula Reis"),
    "two bylines": _byline(
        '<div class="byline">By <span class="author">Paula Reis</span> and '
        '<span class="author">Tom Ek</span></div>', "Paula Reis"),
    "day before month": _dated("<time>9 March 2018, 17:42</time>"),
    "month before day": _dated('<span class="date">Published: March 9th, 2018</span>'),
    "linked date": _dated(head=_linked("NewsArticle")),
    "old meta date": _dated(head='<meta name="pubdate" content="Fri, 09 Mar 2018 17:42:00 +0100">'),
    "updated later": _dated(head=PUBLISHED + '<meta property="article:modified_time" '
                                             'content="2018-03-12T10:00:00Z">'),
    "foreign month": _dated('<time datetime="2018-03-09">9 de março de 2018</time>'),
    "no date": _dated(day=None),
    "endless": _endless(),
    "hidden": _hidden(),
    "fact box": _factbox(),
    "says latin, is utf-8": _wrong_charset("iso-8859-1", "utf-8"),
    "says utf-8, is windows": _wrong_charset("utf-8", "cp1252"),
}  # fmt: skip
