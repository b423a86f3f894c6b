"""The report as a web page: what its elements say, that nothing in it can run or fetch, and how a browser finds it.

The tests with a browser need Chromium: without it they are skipped, or fail where NAP_NEEDS_CHROMIUM is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from browser import DESKTOP, PHONE, Browser, Scheme, chromium
from conftest import Nap
from hypothesis import example, given
from hypothesis import strategies as st
from rich_sample import (
    BARS,
    FOREIGN,
    LONG_ADDRESS,
    MARKS,
    WORDS,
    escaped,
    sample,
)

from nap.errors import NapError
from nap.output.pictures.palette import LOOKS
from nap.output.publish.document import Document
from nap.output.publish.html import lay_out
from nap.output.template import builtin_folder

VOID = {"meta", "br", "col", "hr", "img", "input", "link"}

# -- reading a page --------------------------------------------------------------------------------------------


@dataclass
class Element:
    tag: str
    attrs: Mapping[str, str]
    parts: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def __iter__(self) -> Iterator[Element]:
        yield self
        for part in self.parts:
            if isinstance(part, Element):
                yield from part

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self if element.tag in tags]

    def one(self, tag: str) -> Element:
        (found,) = self.all(tag)
        return found


class Reader(HTMLParser):
    """Reads a page, and fails where an element is not closed or closed twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute of <{tag}> stands twice"
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def read(page: bytes) -> Element:
    reader = Reader()
    reader.feed(page.decode())
    reader.close()
    assert len(reader.open) == 1, f"not closed: {reader.open[-1].tag}"
    return reader.open[0]


def of(text: str, **changes: object) -> Document:
    return sample()._replace(text=text, **changes)


def page_of(text: str, **changes: object) -> Element:
    return read(lay_out(of(text, **changes), [builtin_folder()]))


def main_of(text: str, **changes: object) -> Element:
    return page_of(text, **changes).one("main")


@pytest.fixture(scope="module")
def page() -> Element:
    return read(lay_out(sample(), [builtin_folder()]))


def svg(inside: str = "", *, attributes: str = "", title: str = "<title>Een titel</title>") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" {attributes}>{title}{inside}</svg>'


# -- the page around the text ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_page_says_what_it_is_in_its_language(language: str) -> None:
    document = sample(language)
    page = read(lay_out(document, [builtin_folder()]))
    assert page.one("html").attrs["lang"] == language
    assert page.one("head").one("title").text == document.title
    said = {meta.attrs["name"]: meta.attrs["content"] for meta in page.all("meta") if "name" in meta.attrs}
    assert said["description"] == document.subject
    assert said["viewport"] == "width=device-width, initial-scale=1"
    assert page.one("time").attrs["datetime"] == "2026-12-31"
    assert {nav.attrs["aria-label"] for nav in page.all("nav")} == {document.words.contents}
    skip = page.all("a")[0]
    assert (skip.text, skip.attrs["href"]) == (document.words.to_text, f"#{page.one('main').attrs['id']}")


def test_the_title_of_the_text_is_the_only_heading_of_the_first_level(page: Element) -> None:
    assert page.one("h1").text.startswith("Nationaal Actieplan Ondernemingen en Mensenrechten")
    assert page.one("header").one("h1") is page.one("h1")


def test_headings_skip_no_level(page: Element) -> None:
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert max(levels) == 4


def test_every_identifier_is_there_once_and_every_reference_leads_to_one(page: Element) -> None:
    ids = [element.attrs["id"] for element in page if "id" in element.attrs]
    assert len(set(ids)) == len(ids)
    links = [link.attrs["href"][1:] for link in page.all("a") if link.attrs["href"].startswith("#")]
    named = [
        word
        for element in page
        for key in ("aria-labelledby", "aria-describedby")
        for word in element.attrs.get(key, "").split()
    ]
    assert {"action-35", "figures"} <= set(links)
    assert set(links + named) <= set(ids)


def test_the_contents_are_the_headings_of_two_levels(page: Element) -> None:
    headings = [(f"#{h.attrs['id']}", h.text) for h in page.one("main").all("h2", "h3")]
    for nav in page.all("nav"):
        assert [(link.attrs["href"], link.text) for link in nav.all("a")] == headings
    assert len(headings) == 5


def test_a_text_without_headings_has_no_contents() -> None:
    page = page_of("# Titel\n\nTekst.\n")
    assert page.all("nav") == []
    assert page.one("main").one("p").text == "Tekst."


def test_a_text_without_a_title_is_called_what_the_document_is_called() -> None:
    assert page_of("Tekst.\n", title="Vijf & zes").one("h1").text == "Vijf & zes"


def test_a_second_title_is_refused() -> None:
    with pytest.raises(NapError, match="second heading of the first level, “Twee <b>”"):
        page_of("# Een\n\n# Twee \\<b>\n")


def test_only_the_day_of_the_document_is_in_the_page_and_it_is_the_same_twice() -> None:
    once, again = (lay_out(sample(), [builtin_folder()]) for _ in range(2))
    assert once == again
    assert set(re.findall(rb"\d{4}-\d\d-\d\d", once)) == {b"2026-12-31"}


# -- what can run or fetch -------------------------------------------------------------------------------------


def test_nothing_in_the_page_can_run_or_fetch(page: Element) -> None:
    assert not page.all("script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "foreignobject")
    for element in page:
        assert not {"style", "src", "srcset"} & set(element.attrs), element
        assert not [key for key in element.attrs if key.startswith("on")], element
        assert element.tag == "a" or "href" not in element.attrs
    assert not re.search(r"url\(|@import|</|<!", page.one("style").text)
    policy = next(meta.attrs["content"] for meta in page.all("meta") if "http-equiv" in meta.attrs)
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "Een <b onclick=x>vette</b> tekst.",
        "<!-- weg -->",
        "<style>p { display: none }</style>",
        "&lt;script&gt;",
    ],
)
def test_html_in_a_text_is_shown_as_text(text: str) -> None:
    main = main_of(f"# T\n\n{text}\n")
    assert main.text.strip() == text.replace("&lt;", "<").replace("&gt;", ">")
    assert {element.tag for element in main} == {"main", "p"}


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "mailto:a@b.be",
        "../x.html",
        "//a.be",
        "#",
        "#nergens",
    ],
)
def test_a_link_that_may_not_be_or_leads_nowhere_is_no_link(target: str) -> None:
    main = main_of(f"# T\n\n## K\n\nZie [het *stuk*](<{target}>) en [K](#k).\n")
    assert [link.attrs["href"] for link in main.all("a")] == ["#k"]
    assert "het " in main.text


def test_links_lead_where_the_text_says(page: Element) -> None:
    links = {link.text: link.attrs["href"] for link in page.one("main").all("a")}
    assert links[LONG_ADDRESS] == LONG_ADDRESS
    assert links["De brochure, derde druk"] == "https://example.org/a%20b?x=1&y=2#deel"


def test_attributes_that_mean_nothing_here_are_left_out() -> None:
    text = '[vreemd]{lang=fr style="a" .x href="javascript:x"} [K](https://a.be "titel"){style="a"}'
    page = page_of(f'# T {text}\n\n{{.summary .x #y onclick="z" style="a" data-b=c}}\nTekst {text}.\n')
    assert page.one("main").one("p").attrs == {"class": "summary"}
    assert page.one("main").one("a").attrs == {"href": "https://a.be"}
    for place in ("h1", "p"):
        (span,) = [span for part in page.all(place) for span in part.all("span")]
        assert span.attrs == {"lang": "fr"}


def test_characters_that_mean_something_stay_what_they_are(page: Element) -> None:
    notes = [p.text for p in page.one("main").all("p") if p.attrs.get("class") == "note"]
    assert notes == [MARKS]


@given(st.text(alphabet="*_[]{}<>|~#$@&\\`!()='\"%-+.:/;^ab1 ", max_size=40))
@example("]{lang=fr}")
@example("](http://a.be)")
@example('" onclick="x')
def test_what_is_escaped_stays_text(text: str) -> None:
    main = main_of(f"# T\n\n## x{escaped(text)}x\n\n| x{escaped(text)}x |\n|---|\n| x{escaped(text)}x |\n")
    assert [main.one("h2").text, main.one("th").text, main.one("td").text] == [f"x{text}x"] * 3
    assert not [element for element in main.one("h2") if element.tag != "h2"]


# -- headings --------------------------------------------------------------------------------------------------


def test_headings_of_the_same_words_get_different_identifiers_and_who_asks_comes_first() -> None:
    main = main_of("# T\n\n## Één straße & co.\n\n## Één straße & co\n\n{#een-strasse-co}\n## Gevraagd\n\n## …\n")
    assert {h.text: h.attrs["id"] for h in main.all("h2")} == {
        "Één straße & co.": "een-strasse-co-2",
        "Één straße & co": "een-strasse-co-3",
        "Gevraagd": "een-strasse-co",
        "…": "heading",
    }


def test_no_heading_takes_an_identifier_of_the_page() -> None:
    page = page_of(
        '# T\n\n## Page text\n\n{caption="C"}\n![x](a.svg)\n\n## Page picture 1\n', pictures={"a.svg": svg()}
    )
    ids = [element.attrs["id"] for element in page if "id" in element.attrs]
    assert len(set(ids)) == len(ids)


def test_a_link_in_a_heading_is_not_in_the_contents() -> None:
    page = page_of("# T [l](https://a.be)\n\n## Zie [[K vreemd](https://a.be)]{lang=fr} en **dit**\n")
    (link,) = page.all("nav")[0].all("a")
    assert (link.text, link.one("span").text, link.one("span").attrs["lang"]) == (
        "Zie K vreemd en dit",
        "K vreemd",
        "fr",
    )
    assert page.one("h1").all("a") == []
    assert page.one("main").one("a").attrs["href"] == "https://a.be"


def test_words_of_another_language_say_so(page: Element) -> None:
    foreign = [span for span in page.one("main").all("span") if "lang" in span.attrs]
    assert {(span.text, span.attrs["lang"]) for span in foreign} == {
        (FOREIGN, "fr"),
        ("Die Broschüre ins Deutsche übersetzen.", "de"),
    }


# -- tables ----------------------------------------------------------------------------------------------------


def test_a_table_says_what_it_is_and_which_cells_head_what(page: Element) -> None:
    table = page.all("table")[0]
    assert table.one("caption").text == "Tabel 1. Stand van de acties"
    assert [th.attrs["scope"] for th in table.one("thead").all("th")] == ["col"] * 4
    rows = table.one("tbody").all("tr")
    assert [[cell.tag for cell in row.all("th", "td")] for row in rows] == [["th", "td", "td", "td"]] * 3
    assert {row.one("th").attrs["scope"] for row in rows} == {"row"}
    assert rows[0].one("th").text == "niet gerapporteerd"


def test_captions_are_numbered_and_every_frame_that_scrolls_has_a_name_of_its_own(page: Element) -> None:
    captions = [caption.text for caption in page.all("caption")]
    assert [caption.partition(". ")[0] for caption in captions] == ["Tabel 1", "Tabel 2", "Tabel 3"]
    frames = [element for element in page if element.attrs.get("role") == "region"]
    assert len(frames) == len(page.all("table", "figure"))
    texts = {element.attrs["id"]: element.text for element in page if "id" in element.attrs}
    names = [frame.attrs.get("aria-label") or texts[frame.attrs["aria-labelledby"]] for frame in frames]
    assert all(names)
    assert len(set(names)) == len(names)
    assert {frame.attrs["tabindex"] for frame in frames} == {"0"}


def test_two_tables_under_one_heading_are_told_apart() -> None:
    table = "| A |\n|---|\n| b |\n"
    main = main_of(f"# T\n\n{table}\n## K\n\n{table}\n{table}", title="Titel")
    frames = [frame.attrs for frame in main.all("div")]
    assert frames[0]["aria-label"] == "Titel"
    assert frames[1]["aria-labelledby"] == "k"
    assert frames[2]["aria-label"] == "K (2)"


def test_an_empty_cell_heads_nothing() -> None:
    main = main_of("# T\n\n{.rows}\n| | A |\n|---|---|\n| | 1 |\n| b | 2 |\n")
    assert [[cell.tag for cell in row.all("th", "td")] for row in main.all("tr")] == [
        ["td", "th"],
        ["td", "td"],
        ["th", "td"],
    ]


def test_numbers_stand_on_the_right_by_their_class(page: Element) -> None:
    cells = page.all("table")[0].one("tbody").all("tr")[0].all("td")
    assert ["number" in cell.attrs.get("class", "").split() for cell in cells] == [True, True, False]
    assert re.search(r"\.number \{[^}]*text-align: right;[^}]*tabular-nums", page.one("style").text)


def test_columns_divide_the_width_as_the_text_says(page: Element) -> None:
    columns = page.all("table")[0].one("colgroup").all("col")
    rules = dict(re.findall(r"\.(share-[\d-]+) { width: ([\d.]+)%; }", page.one("style").text))
    assert [float(rules[column.attrs["class"]]) for column in columns] == [40, 15, 15, 30]
    thirds = page_of('# T\n\n{widths="1 1 1"}\n| A | B | C |\n|---|---|---|\n')
    assert thirds.one("style").text.endswith("  .share-33-33 { width: 33.33%; }\n}\n")


def test_a_table_is_never_so_narrow_that_its_columns_cannot_be_read() -> None:
    narrow = main_of("# T\n\n| A | B |\n|---|---:|\n| een korte tekst | 1 |\n").one("table").attrs["class"]
    wide = main_of(f"# T\n\n| {' | '.join('ABCDEF')} |\n{'|---' * 6}|\n| {' | '.join(['x ' * 40] * 6)} |\n")
    assert narrow == "least-20"
    assert wide.one("table").attrs["class"] == "least-96"


@pytest.mark.parametrize("widths", ["10 20 30", "10", "a b", "0 5", "-1 1", "nan 1", "inf 1"])
def test_widths_that_are_not_those_of_the_columns_are_refused(widths: str) -> None:
    with pytest.raises(NapError, match=re.escape(f"The widths of the table “Cap {{x}}” are “{widths}”")) as refused:
        page_of(f'# T\n\n{{caption="Cap \\{{x\\}}" widths="{widths}"}}\n| A | B |\n|---|---|\n')
    assert "2 columns" in refused.value.message


def test_a_caption_may_have_any_sign() -> None:
    main = main_of('# T\n\n{caption="‘Een’ \\"twee\\" \\{drie\\} <b> & \\\\"}\n| A |\n|---|\n')
    assert main.one("caption").text == 'Tabel 1. ‘Een’ "twee" {drie} <b> & \\'


# -- pictures --------------------------------------------------------------------------------------------------


def test_a_picture_is_part_of_the_page_and_is_said_in_words(page: Element) -> None:
    texts = {element.attrs["id"]: element.text for element in page if "id" in element.attrs}
    figure = page.all("figure")[0]
    drawn = figure.one("svg")
    assert drawn.attrs["role"] == "img"
    assert texts[drawn.attrs["aria-labelledby"]] == "Stand per hoofdstuk"
    assert texts[drawn.attrs["aria-describedby"]].startswith("Hoofdstuk 1: 6 in uitvoering")
    assert figure.one("figcaption").text == "Figuur 1. Stand per hoofdstuk"
    assert page.all("figure")[1].one("figcaption").text == "Figuur 2. Termijnen van 2024 tot en met 2029"


def test_the_same_picture_twice_does_not_get_in_its_own_way() -> None:
    main = main_of("# T\n\n![a](a.svg)\n\n![a](a.svg)\n", pictures={"a.svg": BARS})
    ids = [element.attrs["id"] for figure in main.all("figure") for element in figure if "id" in element.attrs]
    assert len(ids) == 6
    assert len(set(ids)) == 6
    for number, figure in enumerate(main.all("figure"), 1):
        assert figure.one("pattern").attrs["id"] == f"page-picture-{number}-status-by-chapter-hatch"
        filled = [element.attrs.get("fill", "") for element in figure]
        assert f"url(#page-picture-{number}-status-by-chapter-hatch)" in filled


def test_the_shapes_of_a_picture_stay_what_they_are() -> None:
    drawn = main_of("# T\n\n![a](a.svg)\n", pictures={"a.svg": BARS}).one("svg")
    assert drawn.attrs["viewbox"] == "0 0 720 140"
    shapes = drawn.all("rect")
    assert shapes[1].attrs == {
        "class": "nap-in_progress", "x": "200", "y": "25", "width": "300", "height": "30",
        "fill": "#dce6f2", "stroke": "#1f3864",
    }  # fmt: skip
    assert drawn.all("text")[0].text == "1. Kennis & vorming"


def test_a_picture_without_a_title_is_called_by_its_alternative() -> None:
    main = main_of("# T\n\n![Wat er *te zien* is](a.svg)\n", pictures={"a.svg": svg(title="")})
    assert main.one("title").text == "Wat er te zien is"
    assert main.one("svg").attrs["aria-labelledby"] == main.one("title").attrs["id"]
    assert "aria-describedby" not in main.one("svg").attrs


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(NapError, match=r"The picture a\.svg has no title"):
        page_of("# T\n\n![](a.svg)\n", pictures={"a.svg": svg(title="<title> </title>")})


@pytest.mark.parametrize(
    "picture",
    [
        svg("<script>alert(1)</script>"),
        svg("<g><SCRIPT/></g>"),
        svg("<foreignObject/>"),
        svg("<image href='https://a.be/x.png'/>"),
        svg("<style>@import 'https://a.be'</style>"),
        svg("<a href='https://a.be'><rect/></a>"),
        svg("<animate attributeName='href' to='javascript:x'/>"),
        svg("<set attributeName='onclick' to='x'/>"),
        svg("<rect onclick='x'/>"),
        svg("<rect ONLOAD='x'/>"),
        svg("<rect style='fill: url(https://a.be)'/>"),
        svg("<use href='https://a.be/x.svg#y'/>"),
        svg("<use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='data:image/svg+xml,x'/>"),
        svg("<rect fill='url(https://a.be#x)'/>"),
        svg("<rect fill='URL(//a.be)'/>"),
        svg("<rect fill='u\\72l(//a.be)'/>"),
        svg("<rect fill=\"url('//a.be')\"/>"),
        svg("<rect cursor='image-set(\"//a.be\" 1x)'/>"),
        svg("<rect mask='src(\"//a.be\")'/>"),
        svg("<h:img xmlns:h='http://www.w3.org/1999/xhtml' src='x'/>"),
        svg("<rect xmlns:h='http://www.w3.org/1999/xhtml' h:style='x'/>"),
        svg("<title><rect/></title>"),
        svg("<text xml:base='https://a.be'>x</text>"),
        svg("<?xml-stylesheet href='https://a.be'?>"),
        "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("<text>&a;</text>"),
        "<!doctype svg SYSTEM 'https://a.be'>" + svg(),
        svg("<text>&nbsp;</text>"),
        svg("<rect>"),
        svg("\x00"),
        "<svg><title>zonder naamruimte</title></svg>",
        "geen SVG",
        "",
    ],
)
def test_a_picture_that_is_more_than_shapes_is_refused(picture: str) -> None:
    with pytest.raises(NapError, match=r"The picture a\.svg "):
        page_of("# T\n\n![x](a.svg)\n", pictures={"a.svg": picture})


def test_a_picture_that_is_not_there_is_named() -> None:
    with pytest.raises(NapError, match=r"The text shows the picture b\.svg, which is not there"):
        page_of("# T\n\n![x](b.svg)\n", pictures={"a.svg": svg()})


@pytest.mark.parametrize(
    "text", ["Zie ![x](a.svg).", "## Kop ![x](a.svg)", "| ![x](a.svg) |\n|---|", "[![x](a.svg)](https://a.be)"]
)
def test_a_picture_among_other_things_is_refused(text: str) -> None:
    with pytest.raises(NapError, match=r"The picture a\.svg stands among other things"):
        page_of(f"# T\n\n{text}\n", pictures={"a.svg": svg()})


# -- templates and style sheets of the user's own --------------------------------------------------------------


def test_a_file_of_the_users_own_comes_first_and_the_other_stays_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "report.css").write_text("p::before { content: '“'; }", encoding="utf-8")
    page = read(lay_out(sample(), [tmp_path, builtin_folder()]))
    assert page.one("style").text.strip().startswith("p::before { content: '“'; }")
    assert page.one("footer").text.strip()
    (tmp_path / "report.html.j2").write_text("<p>{{ document.title }}: {{ text.body }}</p>", encoding="utf-8")
    document = of("# T\n\nTekst.\n", title="Vijf < zes")
    assert lay_out(document, [tmp_path, builtin_folder()]) == b"<p>Vijf &lt; zes: <p>Tekst.</p>\n</p>"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ document.titel }}", r"report\.html\.j2, line 1: .*titel.*did you mean .title.\?"),
        ("\n{{ document.__class__.__mro__ }}", r"report\.html\.j2, line 2: Document has no field '__class__'"),
        ("{% if %}", r"report\.html\.j2, line 1"),
    ],
)
def test_a_template_that_does_not_work_is_named_with_its_line(template: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text(template, encoding="utf-8")
    with pytest.raises(NapError, match=message):
        lay_out(sample(), [tmp_path, builtin_folder()])


def test_a_style_sheet_cannot_end_itself(tmp_path: Path) -> None:
    (tmp_path / "report.css").write_text("p {}</style><script>", encoding="utf-8")
    with pytest.raises(NapError, match=r"report\.css has “</” in it"):
        lay_out(sample(), [tmp_path, builtin_folder()])


def test_a_style_sheet_that_is_nowhere_is_named(tmp_path: Path) -> None:
    with pytest.raises(NapError, match=r"There is no report\.css"):
        lay_out(sample(), [tmp_path])


# -- colours ---------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(scope="module", params=["light", "dark"])
def colours(request: pytest.FixtureRequest) -> dict[str, str]:
    """The colours that the style sheet names, in the light or in the dark."""
    blocks = re.findall(r":root \{(.*?)\}", (builtin_folder() / "report.css").read_text(encoding="utf-8"), re.DOTALL)
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in blocks[:2])
    assert set(dark) == set(light)
    return light if request.param == "light" else dark


@pytest.mark.parametrize("text", ["text", "quiet", "heading", "link"])
@pytest.mark.parametrize("ground", ["ground", "panel"])
def test_every_text_can_be_read_on_every_ground(colours: dict[str, str], text: str, ground: str) -> None:
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_the_banner_can_be_read_and_the_focus_and_strong_lines_be_seen(colours: dict[str, str]) -> None:
    assert contrast(colours["on-banner"], colours["banner"]) >= 4.5
    for ground in ("ground", "panel"):
        assert contrast(colours["focus"], colours[ground]) >= 3
        assert contrast(colours["strong-line"], colours[ground]) >= 3


def test_the_dark_colours_of_pictures_can_be_told_from_each_other() -> None:
    style = (builtin_folder() / "report.css").read_text(encoding="utf-8")
    dark = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", style[style.index("prefers-color-scheme: dark") :]))
    shapes = re.findall(r"^  (\.nap-[^{]*) \{ (?:fill|stroke): ([^;]+); \}", style, re.MULTILINE)
    colours = {
        name: dark[colour[6:-1]] if colour.startswith("var") else colour
        for names, colour in shapes
        for name in names.split(", ")
    }
    for tone in ("unreported", "missing"):
        assert contrast(colours[f".nap-on-{tone}"], colours[f".nap-{tone}"]) >= 4.5
        assert contrast(colours[".nap-line"], colours[f".nap-{tone}"]) >= 3
    assert contrast(colours[".nap-hatch-missing"], colours[".nap-missing"]) >= 3
    for ground in (".nap-ground", ".nap-shade"):
        assert contrast(colours[".nap-text"], colours[ground]) >= 4.5
        assert contrast(colours[".nap-line"], colours[ground]) >= 3
    # Every other tone keeps its colour, and is told from the ground by the line around it.
    assert {name for name in colours if name.removeprefix(".nap-") in LOOKS} == {".nap-unreported", ".nap-missing"}


# -- in a browser ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_bytes(lay_out(sample(), [builtin_folder()]))
    return path


@pytest.fixture
def real_file(nap: Nap, tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(nap("report", "2025", "--format", "html", "--lang", "nl").out, encoding="utf-8", newline="")
    return path


SCREENS = [(width, scheme) for width in (PHONE, DESKTOP) for scheme in ("light", "dark")]


def check(browser: Browser, path: Path, width: int, scheme: Scheme) -> None:
    """That a page is accessible, asks for nothing, says nothing on the console and does not scroll sideways."""
    with browser.open(path, width=width, scheme=scheme) as opened:
        opened.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        # Shadows at the sides keep axe-core from telling what a text stands on.
        opened.page.add_style_tag(content=".scroll { background: none !important }")
        assert opened.violations() == []
        assert opened.requests == []
        assert opened.said == []
        assert opened.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_the_page_is_accessible_and_keeps_to_itself(browser: Browser, file: Path, width: int, scheme: Scheme) -> None:
    check(browser, file, width, scheme)


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_the_page_of_the_real_plan_is_too(browser: Browser, real_file: Path, width: int, scheme: Scheme) -> None:
    check(browser, real_file, width, scheme)


def test_a_page_that_is_not_accessible_or_asks_for_something_is_found_out(browser: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<title>x</title><p style='color: #ccc'>Een tekst</p><img src='http://a.example/x.png'>", encoding="utf-8"
    )
    with browser.open(bad) as opened:
        rules = {violation.partition(":")[0] for violation in opened.violations()}
        assert {"color-contrast", "html-has-lang", "image-alt", "region"} <= rules
        assert opened.requests == ["http://a.example/x.png"]
        assert opened.said != []


def test_without_script_the_page_is_the_same(browser: Browser, file: Path) -> None:
    seen = []
    for script in (True, False):
        with browser.open(file, script=script) as opened:
            seen.append((opened.page.inner_text("body"), opened.page.screenshot(full_page=True)))
    assert seen[0] == seen[1]


def test_a_phone_shows_the_contents_when_asked_and_a_wide_screen_always(browser: Browser, file: Path) -> None:
    with browser.open(file, width=PHONE) as opened:
        link = opened.page.get_by_role("link", name="Termijnen")
        assert link.count() == 0
        opened.page.locator("nav.small summary").click()
        link.click()
        assert opened.page.url.endswith("#termijnen")
        assert opened.page.locator("#termijnen").bounding_box()["y"] < 100
    with browser.open(file, width=DESKTOP) as opened:
        nav, main = opened.page.locator("nav.wide").bounding_box(), opened.page.locator("main").bounding_box()
        assert nav["x"] + nav["width"] < main["x"]
        opened.page.get_by_role("link", name="Bijlage 1 van het plan").click()
        assert opened.page.get_by_role("link", name="Kerncijfers").is_visible(), "the contents stay beside the text"
        assert opened.page.locator("nav.wide").bounding_box()["y"] >= 0


def test_on_a_phone_a_wide_table_scrolls_in_its_own_frame_and_hides_nothing(browser: Browser, file: Path) -> None:
    with browser.open(file, width=PHONE) as opened:
        frames = opened.page.evaluate(
            "[...document.querySelectorAll('.scroll')].map(one => [one.scrollWidth, one.clientWidth])"
        )
        assert all(shown <= PHONE for _, shown in frames)
        assert max(whole for whole, _ in frames) > PHONE
        cells = opened.page.locator("th, td")
        assert cells.count() > 300
        assert opened.page.locator("th:visible, td:visible").count() == cells.count()
        # The caption can be read without scrolling, also after it.
        opened.page.evaluate("document.querySelectorAll('.scroll').forEach(one => { one.scrollLeft = 9999 })")
        for box in [span.bounding_box() for span in opened.page.locator("caption span").all()]:
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= PHONE


def test_the_smallest_screen_shows_it_without_scrolling_sideways(browser: Browser, file: Path) -> None:
    with browser.open(file, width=320) as opened:
        assert opened.page.evaluate("document.documentElement.scrollWidth") == 320


def test_no_word_is_cut_or_runs_into_the_next_cell(browser: Browser, file: Path) -> None:
    for width in (PHONE, DESKTOP):
        with browser.open(file, width=width) as opened:
            cut = opened.page.evaluate(
                "[...document.querySelectorAll('th, td, h1, h2, h3, h4, p, li')]"
                ".filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)"
                ".map(one => one.textContent.slice(0, 60))"
            )
            assert cut == []


def test_the_keyboard_comes_past_the_contents_and_shows_where_it_is(browser: Browser, file: Path) -> None:
    with browser.open(file) as opened:
        page = opened.page
        assert page.locator(".skip").bounding_box()["x"] < 0
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").bounding_box()["x"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "page-text"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#action-35"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
        page.keyboard.press("Shift+Tab")


def test_what_is_touched_is_large_enough(browser: Browser, file: Path) -> None:
    for width in (PHONE, DESKTOP):
        with browser.open(file, width=width) as opened:
            opened.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            places = opened.page.locator("nav a:visible, summary:visible").all()
            boxes = [place.bounding_box() for place in places]
            assert len(boxes) >= 5
            assert min(box["height"] for box in boxes) >= 24


def test_the_dark_is_dark_also_in_pictures(browser: Browser, file: Path) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        with browser.open(file, scheme=scheme) as opened:
            grounds[scheme] = opened.page.evaluate(
                "[getComputedStyle(document.documentElement).backgroundColor,"
                " getComputedStyle(document.querySelector('svg .nap-text')).fill]"
            )
    assert grounds == {
        "light": ["rgb(255, 255, 255)", "rgb(26, 26, 26)"],
        "dark": ["rgb(20, 24, 29)", "rgb(230, 233, 237)"],
    }


def test_it_prints_on_a4_without_the_contents_and_with_nothing_cut(browser: Browser, file: Path) -> None:
    with browser.open(file, scheme="dark") as opened:
        page = opened.page
        printed = page.pdf(prefer_css_page_size=True)
        assert set(re.findall(rb"/MediaBox \[0 0 (\d+)[\d.]* (\d+)[\d.]*\]", printed)) == {(b"594", b"841")}
        # As wide as what the margins leave of a page.
        page.set_viewport_size({"width": 672, "height": 950})
        page.emulate_media(media="print")
        assert page.locator("nav:visible, .skip:visible").count() == 0
        assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(27, 31, 36)", "light colours"
        assert page.evaluate("document.documentElement.scrollWidth") <= 672
        wide = (
            "[...document.querySelectorAll('table, svg')].filter(one => one.getBoundingClientRect().right > 672).length"
        )
        assert page.evaluate(wide) == 0
        style = "one => { const s = getComputedStyle(one); return [s.display, s.breakInside] }"
        assert page.evaluate(f"({style})(document.querySelector('thead'))")[0] == "table-header-group"
        assert page.evaluate(f"({style})(document.querySelector('tbody tr'))") == ["table-row", "avoid"]
        for whole in ("figure", "h2", "h3", "h4", "caption"):
            assert page.evaluate(f"({style})(document.querySelector('{whole}'))")[1] == "avoid"
