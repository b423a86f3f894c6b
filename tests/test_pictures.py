"""The pictures: what is drawn is what was given, it can be read by everyone, and no text is cut or covered."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from nap.model.words import STATUSES
from nap.output.pictures import lettering, palette, svg
from nap.output.pictures.bar import Part
from nap.output.pictures.bars import Bar, stacked_bars, strip
from nap.output.pictures.legend import Key
from nap.output.pictures.palette import LOOKS, Tone
from nap.output.pictures.svg import About
from nap.output.pictures.timeline import Mark, State, TimelineWords, timeline

GOLDEN = Path(__file__).resolve().parent / "golden" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"
ABOUT = About("picture", "Stand per hoofdstuk", "Wat er te zien is.")
LABELS = {
    "unreported": "niet gerapporteerd",
    "not_started": "niet gestart",
    "preparing": "in voorbereiding",
    "in_progress": "in uitvoering",
    "completed": "afgerond",
    "stopped": "stopgezet",
}
KEYS = [Key(status, LABELS[status]) for status in STATUSES]
WORDS = TimelineWords(
    today="31 december 2026",
    term="looptijd van het plan",
    states={"late": "te laat", "open": "nog niet verstreken", "finished": "afgerond of stopgezet"},
    moved="verschoven",
    many=lambda count: f"{count} acties",
)
YEARS = datetime.date(2022, 1, 1), datetime.date(2030, 12, 31)
TERM = datetime.date(2024, 4, 5), datetime.date(2029, 4, 4)
TODAY = datetime.date(2026, 12, 31)
END_2024 = datetime.date(2024, 12, 31)


def parts(*values: int) -> list[Part]:
    return [Part(status, value, str(value)) for status, value in zip(STATUSES, values, strict=False)]


def years(*marks: Mark, today: datetime.date | None = TODAY) -> str:
    return timeline(ABOUT, YEARS, TERM, today, marks, WORDS)


# -- reading a picture back ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Box:
    """Something drawn, as far as it reaches."""

    left: float
    top: float
    right: float
    bottom: float
    look: str
    words: str = ""

    def meets(self, other: Box) -> bool:
        near = 0.02  # what rounding makes of two things that touch
        return (
            min(self.right, other.right) - max(self.left, other.left) > near
            and min(self.bottom, other.bottom) - max(self.top, other.top) > near
        )


def read(picture: str) -> ElementTree.Element:
    return fromstring(picture)


def text_boxes(picture: str) -> list[Box]:
    """The room of every text in the widest of the fonts."""
    found = []
    for each in read(picture).iter(f"{SVG}text"):
        words, size, x = each.text or "", float(each.attrib["font-size"]), float(each.attrib["x"])
        wide = lettering.width(words, size)
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[each.attrib["text-anchor"]]
        base = float(each.attrib["y"])
        found.append(Box(left, base - size * 0.75, left + wide, base + size * 0.22, each.attrib["class"], words))
    return found


def shapes(picture: str) -> list[Box]:
    """Rectangles, circles and paths, as far as their lines reach."""
    found = []
    for each in read(picture).iter():
        value = each.attrib
        if each.tag == f"{SVG}rect":
            x, y = float(value["x"]), float(value["y"])
            found.append(Box(x, y, x + float(value["width"]), y + float(value["height"]), value["class"]))
        elif each.tag == f"{SVG}circle":
            x, y, radius = float(value["cx"]), float(value["cy"]), float(value["r"])
            found.append(Box(x - radius, y - radius, x + radius, y + radius, value["class"]))
        elif each.tag == f"{SVG}path":
            points = path_points(value["d"])
            across, down = [x for x, _ in points], [y for _, y in points]
            found.append(Box(min(across), min(down), max(across), max(down), value["class"]))
    return found


def path_points(data: str) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for letter, rest in re.findall(r"([MLHVlZ])([^MLHVlZ]*)", data):
        numbers = [float(value) for value in rest.split()]
        x, y = points[-1] if points else (0.0, 0.0)
        match letter:
            case "M" | "L":
                points.append((numbers[0], numbers[1]))
            case "l":
                points.append((x + numbers[0], y + numbers[1]))
            case "H":
                points.append((numbers[0], y))
            case "V":
                points.append((x, numbers[0]))
    return points


def bars_of(picture: str, thick: float = 20) -> dict[float, list[Box]]:
    """The parts of each bar, by its height on the page."""
    found: dict[float, list[Box]] = {}
    for box in shapes(picture):
        tone = box.look.split()[0].removeprefix("nap-")
        if tone in LOOKS and abs(box.bottom - box.top - thick) < 0.02:
            found.setdefault(box.top, []).append(box)
    return found


def assert_tidy(picture: str) -> None:
    """Nothing lies outside, and no text lies over another."""
    wide, high = map(float, read(picture).attrib["viewBox"].split()[2:])
    texts = text_boxes(picture)
    for box in [*texts, *shapes(picture)]:
        assert box.left >= -0.01, box
        assert box.top >= -0.01, box
        assert box.right <= wide + 0.02, box
        assert box.bottom <= high + 0.02, box
    for one, other in itertools.combinations(texts, 2):
        assert not one.meets(other), (one, other)


# -- what every picture has ------------------------------------------------------------------------------------

HOSTILE = "<script>alert('1')</script> & \"x\" ]]> \x00\x1b[31m\x07\u202e\ufffe\ud800 einde"


def bars_with(words: str) -> str:
    about = About("picture", words, words)
    return stacked_bars(
        about, [Bar(words, [Part("stopped", 1, "1", words)], words)], [Key("stopped", words)], heading=words
    )


def strip_with(words: str) -> str:
    return strip(About("picture", words, words), [Part("missing", 2, words, words)], [Key("missing", words)])


def timeline_with(words: str) -> str:
    said = TimelineWords(words, words, dict.fromkeys(("late", "open", "finished"), words), words, lambda _: words)
    marks = [Mark(words, END_2024, "late", datetime.date(2023, 12, 31)), Mark(words, TODAY, "open")]
    return timeline(About("picture", words, words), YEARS, TERM, TODAY, marks, said)


EACH = pytest.mark.parametrize("draw", [bars_with, strip_with, timeline_with])


@EACH
def test_a_picture_has_a_role_a_title_and_a_description(draw: Callable[[str], str]) -> None:
    root = read(draw("Wat & hoe"))
    assert root.tag == f"{SVG}svg"
    assert root.attrib["role"] == "img"
    title, description = root[0], root[1]
    assert (title.tag, title.text, title.attrib["id"]) == (f"{SVG}title", "Wat & hoe", "picture-title")
    assert (description.tag, description.text, description.attrib["id"]) == (f"{SVG}desc", "Wat & hoe", "picture-desc")
    assert root.attrib["aria-labelledby"] == "picture-title"
    assert root.attrib["aria-describedby"] == "picture-desc"
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"
    assert root.attrib["width"] == "720"


@EACH
def test_a_picture_is_the_same_each_time(draw: Callable[[str], str]) -> None:
    assert draw("Woord") == draw("Woord")


@EACH
def test_data_never_becomes_markup(draw: Callable[[str], str]) -> None:
    picture = draw(HOSTILE)
    elements = list(read(picture).iter())
    assert {each.tag.removeprefix(SVG) for each in elements} <= {
        *("svg", "title", "desc", "g", "rect", "circle", "path", "text")
    }
    names = {name for each in elements for name in each.attrib}
    assert not any(name.startswith("on") or "href" in name or name == "style" for name in names)
    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ufffe\ud800]", picture) is None
    assert "url(" not in picture
    assert any("<script>alert('1')</script> & \"x\" ]]>" in (each.text or "") for each in elements)


@EACH
def test_the_only_ids_are_those_of_title_and_description(draw: Callable[[str], str]) -> None:
    assert re.findall(r' id="([^"]*)"', draw("Woord")) == ["picture-title", "picture-desc"]


@EACH
@pytest.mark.parametrize("words", ["", "x", "Actie " * 60, "Mensenrechtenzorgvuldigheidsverplichting" * 9, "人権" * 80])
def test_texts_of_any_length_stay_within_the_picture(draw: Callable[[str], str], words: str) -> None:
    assert_tidy(draw(words))


@EACH
def test_numbers_have_two_decimals_at_most(draw: Callable[[str], str]) -> None:
    assert re.search(r"\d\.\d{3}", draw("Woord")) is None


@pytest.mark.parametrize("name", ["", "1", "a b", 'a"', "a:b", "é"])
def test_a_name_that_cannot_begin_an_id_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name of a picture"):
        strip(About(name, "t", "d"), [])


# -- bars ------------------------------------------------------------------------------------------------------

VALUES = st.lists(st.lists(st.integers(0, 80), min_size=6, max_size=6), max_size=24)


@given(VALUES, st.booleans())
def test_every_value_is_drawn_in_proportion(values: list[list[int]], whole: bool) -> None:
    rows = [Bar(f"Rij {i}", parts(*each), str(sum(each))) for i, each in enumerate(values)]
    picture = stacked_bars(ABOUT, rows, [], whole=whole)
    drawn = list(bars_of(picture).values())
    filled = [each for each in values if sum(each)]
    assert len(drawn) == len(filled)
    most = max(map(sum, filled), default=0)
    longest = max((bar[-1].right - bar[0].left for bar in drawn), default=0)
    for bar, each in zip(drawn, filled, strict=True):
        full = sum(each) if whole else most
        assert [box.look.split()[0] for box in bar] == [f"nap-{s}" for s, v in zip(STATUSES, each, strict=True) if v]
        for box, value in zip(bar, [value for value in each if value], strict=True):
            assert box.right - box.left == pytest.approx(longest * value / full, abs=0.03)
        for one, following in itertools.pairwise(bar):
            assert one.right == pytest.approx(following.left, abs=0.02)
    assert_tidy(picture)


@given(st.lists(st.lists(st.integers(0, 9) | st.just(99), min_size=6, max_size=6), max_size=24))
def test_every_figure_is_shown_once(values: list[list[int]]) -> None:
    picture = stacked_bars(ABOUT, [Bar("", parts(*each)) for each in values], [])
    texts = text_boxes(picture)
    start = min((bar[0].left for bar in bars_of(picture).values()), default=0)
    assert all(box.left >= start for box in texts)
    assert sorted(box.words for box in texts) == sorted(str(value) for each in values for value in each if value)


@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=20)), max_size=30), st.text(max_size=30))
def test_no_label_lies_over_another(labels: list[tuple[str, str]], heading: str) -> None:
    rows = [Bar(label, parts(1, 90, 1, 2, 1, 3), note) for label, note in labels]
    assert_tidy(stacked_bars(ABOUT, rows, [Key("late", label) for label, _ in labels], heading=heading))


def test_a_figure_that_its_part_has_no_room_for_stands_after_the_bar_or_over_it() -> None:
    picture = stacked_bars(ABOUT, [Bar("a", parts(0, 200)), Bar("b", parts(20, 3)), Bar("c", parts(8, 2, 1))], [])
    first, second, third = bars_of(picture).values()
    texts = text_boxes(picture)
    (after,) = (box for box in texts if box.words == "3")
    assert second[-1].top < after.top < after.bottom < second[-1].bottom
    assert 0 < after.left - second[-1].right < 5
    (two,) = (box for box in texts if box.words == "2")
    (one,) = (box for box in texts if box.words == "1")
    assert second[0].bottom < two.top < two.bottom <= third[0].top
    assert two.top == one.top
    assert two.right <= one.left
    assert first[0].right == pytest.approx(716, abs=0.02)


def test_a_text_stands_in_a_part_where_there_is_room_for_it() -> None:
    said = [Part("completed", 9, "9", "9 afgerond"), Part("stopped", 1, "1", "1 stopgezet en nog veel meer")]
    assert [box.words for box in text_boxes(strip(ABOUT, said))] == ["9 afgerond", "1"]


def test_a_figure_in_a_part_stands_on_its_plain_colour() -> None:
    picture = strip(ABOUT, parts(1, 1, 1, 1, 1, 1))
    for box in text_boxes(picture):
        tone = box.look.removeprefix("nap-on-")
        under = [shape for shape in shapes(picture) if shape.meets(box) and shape.look != "nap-line"]
        assert under[-1].look.split()[0] == f"nap-{tone}"
        assert under[-1].left <= box.left
        assert box.right <= under[-1].right


def test_a_label_is_broken_before_it_is_cut_and_what_is_cut_can_still_be_read() -> None:
    fits = "Regierung der Deutschsprachigen Gemeinschaft"
    cut = "Gemeenschappelijke Gemeenschapscommissie van het Brussels Hoofdstedelijk Gewest " * 3
    picture = stacked_bars(ABOUT, [Bar(fits, parts(1)), Bar(cut, parts(1))], [])
    lines = [box.words for box in text_boxes(picture) if box.look == "nap-text"]
    assert " ".join(lines[:2]) == fits
    assert lines[-1].endswith("…")
    assert [each.text for each in read(picture).iter(f"{SVG}title")][1:] == [cut.strip()]


def test_without_rows_or_values_a_picture_is_still_one() -> None:
    for picture in (
        stacked_bars(ABOUT, [], []),
        stacked_bars(ABOUT, [], KEYS, heading="Acties"),
        stacked_bars(ABOUT, [Bar("1", []), Bar("2", parts(0, 0))], KEYS),
        strip(ABOUT, []),
        strip(ABOUT, parts(0, 0, 0), KEYS),
    ):
        assert_tidy(picture)
        assert bars_of(picture) == {}


def test_three_hundred_rows_stay_readable() -> None:
    rows = [
        Bar(f"Dienst {i}", [Part("answered", i, str(i)), Part("missing", 300 - i, str(300 - i))]) for i in range(300)
    ]
    picture = stacked_bars(ABOUT, rows, [])
    assert_tidy(picture)
    assert len(bars_of(picture, thick=15)) == 300
    assert len(picture) < 1_000_000


def test_fifty_rows_fit_on_a_page() -> None:
    rows = [Bar(f"Dienst {i}", [Part("answered", 5, "5"), Part("missing", 2, "2")], "5 van 7") for i in range(45)]
    root = read(stacked_bars(ABOUT, rows, [Key("answered", "beantwoord"), Key("missing", "geen antwoord")]))
    # A4 without its margins is 1.45 times as high as wide.
    assert float(root.attrib["height"]) < 720 * 1.4


@pytest.mark.parametrize("draw", [strip, lambda about, each: stacked_bars(about, [Bar("", each)], [])])
def test_less_than_nothing_cannot_be_drawn(draw: Callable[[About, Sequence[Part]], str]) -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        draw(ABOUT, [Part("late", -1, "-1")])


# -- the timeline ----------------------------------------------------------------------------------------------

DAYS = st.dates(datetime.date(2021, 6, 1), datetime.date(2032, 1, 1))
STATES = st.sampled_from(["open", "late", "finished"])
MARKS = st.lists(
    st.builds(
        Mark, st.from_regex(r"[1-9][0-9]?(bis)?( · Fase [1-9])?", fullmatch=True), DAYS, STATES, st.none() | DAYS
    ),
    max_size=40,
)


def marks_of(picture: str) -> dict[str, Box]:
    """The mark of each label, by the label."""
    texts = {box.words: box for box in text_boxes(picture)}
    drawn = [box for box in shapes(picture) if box.look in _STATE_OF]
    found = {}
    for words, label in texts.items():
        beside = [box for box in drawn if 0 < label.left - box.right < 6 and abs(centre(box) - centre(label)) < 2]
        if len(beside) == 1:
            found[words] = beside[0]
    return found


_STATE_OF = {"nap-late nap-line": "late", "nap-ground nap-line": "open", "nap-completed nap-line": "finished"}


def centre(box: Box) -> float:
    return (box.top + box.bottom) / 2


def x_of(box: Box) -> float:
    return (box.left + box.right) / 2


@given(MARKS, st.none() | DAYS)
def test_labels_of_a_timeline_lie_over_nothing(marks: list[Mark], today: datetime.date | None) -> None:
    picture = years(*marks, today=today)
    assert_tidy(picture)
    labels = [box for box in text_boxes(picture) if box.words in {mark.label for mark in marks}]
    for shape in shapes(picture):
        if shape.look in _STATE_OF:
            assert not [label for label in labels if label.meets(shape)]


@given(MARKS, st.none() | DAYS)
def test_no_stem_arrow_or_day_crosses_a_label(marks: list[Mark], today: datetime.date | None) -> None:
    picture = years(*marks, today=today)
    labels = [box for box in text_boxes(picture) if box.words in {mark.label for mark in marks}]
    for path in read(picture).iter(f"{SVG}path"):
        if path.attrib["class"] != "nap-line":
            continue
        for stroke in re.findall(r"M[^M]*", path.attrib["d"]):
            (x1, y1), *_, (x2, y2) = path_points(stroke)
            line = Box(min(x1, x2) - 0.1, min(y1, y2) - 0.1, max(x1, x2) + 0.1, max(y1, y2) + 0.1, "")
            assert not [label for label in labels if label.meets(line)]


def test_a_mark_stands_at_its_day_and_its_form_says_its_state() -> None:
    picture = years(
        Mark("1", datetime.date(2022, 1, 1), "finished"),
        Mark("2", datetime.date(2026, 7, 2), "late"),
        Mark("3", datetime.date(2030, 12, 31), "open"),
    )
    found = marks_of(picture)
    assert {label: _STATE_OF[found[label].look] for label in "123"} == {"1": "finished", "2": "late", "3": "open"}
    first, middle, last = (x_of(found[label]) for label in "123")
    assert (middle - first) / (last - first) == pytest.approx(1643 / 3286, abs=0.001)


def test_marks_of_one_day_are_stacked_with_the_first_on_top() -> None:
    found = marks_of(years(*(Mark(str(i), END_2024, "late") for i in range(10, 26))))
    assert len(found) == 16
    assert len({x_of(box) for box in found.values()}) == 1
    heights = [centre(found[str(i)]) for i in range(10, 26)]
    assert heights == sorted(heights)
    assert len(set(heights)) == 16


def test_an_arrow_leads_from_the_first_day_to_the_present_one() -> None:
    moved, there = Mark("1", TODAY, "open", END_2024), Mark("2", END_2024, "late")
    picture = years(moved, there)
    found = marks_of(picture)
    starts = [
        path_points(path.attrib["d"])
        for path in read(picture).iter(f"{SVG}path")
        if path.attrib.get("stroke-width") == "1.5"
    ]
    arrow = next(points for points in starts if abs(points[0][0] - x_of(found["2"])) < 0.02)
    assert max(x for x, _ in arrow) == pytest.approx(found["1"].left, abs=2)
    assert "verschoven" in [box.words for box in text_boxes(picture)]
    assert "verschoven" not in [box.words for box in text_boxes(years(Mark("1", TODAY, "open", TODAY)))]


def test_the_key_has_only_what_there_is_to_see() -> None:
    words = {box.words for box in text_boxes(years(Mark("1", END_2024, "late")))}
    assert "te laat" in words
    assert not words & {"nog niet verstreken", "afgerond of stopgezet", "verschoven"}


def test_the_day_of_the_report_and_the_term_are_named() -> None:
    picture = years()
    words = {box.words: box for box in text_boxes(picture)}
    assert {"31 december 2026", "looptijd van het plan", *map(str, range(2022, 2031))} == set(words)
    (term,) = (box for box in shapes(picture) if box.look == "nap-shade")
    assert term.left < words["looptijd van het plan"].left
    assert words["looptijd van het plan"].right < term.right


def test_an_axis_reaches_as_far_as_there_is_something_to_show() -> None:
    words = {
        box.words for box in text_boxes(years(Mark("1", datetime.date(2034, 6, 1), "open", datetime.date(2019, 1, 1))))
    }
    assert {"2019", "2033"} <= words


@pytest.mark.parametrize(
    ("first", "last"), [((2026, 1, 1), (2026, 1, 1)), ((2026, 2, 1), (2026, 5, 1)), ((1900, 1, 1), (2200, 1, 1))]
)
def test_an_axis_of_any_length_is_tidy(first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    axis = datetime.date(*first), datetime.date(*last)
    marks = [Mark("1", axis[0], "open"), Mark("2 · Fase 2", axis[1], "late")]
    assert_tidy(timeline(ABOUT, axis, None, None, marks, WORDS))


def test_marks_for_which_there_is_no_room_are_counted_together() -> None:
    crowd = [Mark(str(i), END_2024, "late") for i in range(60)]
    picture = years(*crowd, Mark("alleen", END_2024, "finished"))
    assert [words for words in marks_of(picture) if words in {"60 acties", "alleen"}] == ["60 acties", "alleen"]
    assert_tidy(picture)


def test_two_thousand_deadlines_stay_one_picture() -> None:
    states: list[State] = ["open", "late", "finished"]
    marks = [Mark(str(i), END_2024 + datetime.timedelta(days=i * 7919 % 1500), states[i % 3]) for i in range(2000)]
    picture = years(*marks)
    assert_tidy(picture)
    assert float(read(picture).attrib["height"]) < 1100
    counted = [int(box.words.split()[0]) for box in text_boxes(picture) if box.words.endswith(" acties")]
    assert sum(counted) == 2000


# -- colours ---------------------------------------------------------------------------------------------------

Linear = tuple[float, float, float]

# How each colour is seen without red and without green cones (Machado and others, 2009), on linear light.
_PROTANOPIA = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
_DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
_ALL_CONES = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def linear(colour: str) -> Linear:
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return red, green, blue


def luminance(light: Linear) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one: str, other: str) -> float:
    """As WCAG 2 counts it."""
    low, high = sorted((luminance(linear(one)), luminance(linear(other))))
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, eye: tuple[Linear, Linear, Linear]) -> Linear:
    light = linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, light, strict=True)))) for row in eye)
    return red, green, blue


def lab(light: Linear) -> Linear:
    """CIE L*a*b*, in which equal distances look about equal."""
    red, green, blue = light
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, luminance(light), z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


# A part of nothing is not drawn, so any two statuses can lie side by side.
NEIGHBOURS: list[tuple[Tone, Tone]] = [*itertools.combinations(STATUSES, 2), ("answered", "missing")]


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_differ_in_greyscale(one: Tone, other: Tone) -> None:
    light, dark = (lab(linear(LOOKS[tone].fill))[0] for tone in (one, other))
    assert abs(light - dark) >= 15


def test_statuses_become_darker_one_by_one() -> None:
    lightness = [luminance(linear(LOOKS[status].fill)) for status in STATUSES]
    assert lightness == sorted(lightness, reverse=True)


@pytest.mark.parametrize("eye", [_ALL_CONES, _PROTANOPIA, _DEUTERANOPIA], ids=["all cones", "no red", "no green"])
@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_differ_for_the_colour_blind(one: Tone, other: Tone, eye: tuple[Linear, Linear, Linear]) -> None:
    first, second = (lab(seen(LOOKS[tone].fill, eye)) for tone in (one, other))
    assert sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5 >= 15


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_differ_in_pattern_or_are_plainly_light_and_dark(one: Tone, other: Tone) -> None:
    if LOOKS[one].pattern == LOOKS[other].pattern:
        assert contrast(LOOKS[one].fill, LOOKS[other].fill) >= 7


@pytest.mark.parametrize("tone", LOOKS)
def test_what_stands_on_a_tone_can_be_read(tone: Tone) -> None:
    look = LOOKS[tone]
    assert contrast(look.on, look.fill) >= 4.5
    if look.pattern:
        assert contrast(look.hatch, look.fill) >= 2.5


@pytest.mark.parametrize("ground", [palette.GROUND, palette.SHADE])
def test_texts_and_lines_stand_out_from_the_ground(ground: str) -> None:
    assert contrast(palette.INK, ground) >= 7
    assert contrast(palette.LINE, ground) >= 4.5
    assert contrast(LOOKS["late"].fill, ground) >= 3


@pytest.mark.parametrize("tone", LOOKS)
def test_every_area_has_a_line_around_it(tone: Tone) -> None:
    picture = strip(ABOUT, [Part(tone, 1, "")], [Key(tone, "sleutel")])
    filled = [box for box in shapes(picture) if f"nap-{tone}" in box.look.split()]
    lined = [(box.left, box.top, box.right) for box in shapes(picture) if "nap-line" in box.look.split()]
    assert len(filled) == 2
    assert [(box.left, box.top, box.right) for box in filled] == lined


# -- lettering -------------------------------------------------------------------------------------------------

# In sizes of the font, the wider of DejaVu Sans and Libertinus Serif.
MEASURED = {
    "Brussels Hoofdstedelijk Gewest": 15.71,
    "Regierung der Deutschsprachigen Gemeinschaft": 24.36,
    "œuvre, Größe, Wallonië & Δ: 59 · Fase 2": 20.14,
    "0123456789": 6.36,
    "MWÆŒ@%→ §«»…": 9.73,
    "illicit 'jij' (fff)": 6.19,
}


@pytest.mark.parametrize(("words", "measured"), MEASURED.items())
def test_no_font_is_wider_than_what_is_reckoned_with(words: str, measured: float) -> None:
    assert measured <= lettering.width(words, 1) <= measured * 1.12


@given(st.text(), st.integers(20, 400), st.integers(1, 3))
def test_lines_fit_their_room_and_say_the_text(given_text: str, room: int, most: int) -> None:
    text = svg.clean(given_text)
    fitted = lettering.fitted(text, 14, room, most)
    assert len(fitted.lines) <= most
    assert all(lettering.width(line, 14) <= room for line in fitted.lines)
    said = "".join(fitted.lines).replace(" ", "")
    if fitted.whole is None:
        assert said == text.replace(" ", "")
    else:
        assert fitted.whole == text
        assert said.endswith("…")


def test_a_letter_is_not_parted_from_its_accent() -> None:
    accented = "e\N{COMBINING ACUTE ACCENT}" * 40
    (line,) = lettering.fitted(accented, 14, 100, most=1).lines
    assert line.removesuffix("…") == accented[: len(line) - 1]
    assert len(line) % 2 == 1


# -- held byte for byte ----------------------------------------------------------------------------------------

GOVERNMENTS = {
    "Föderalbehörde": (8, 4, 6, 20, 15, 4),
    "Flämische Behörde": (4, 4, 3, 8, 3, 0),
    "Regierung der Deutschsprachigen Gemeinschaft": (1, 0, 0, 1, 1, 1),
    "Gemeenschappelijke Gemeenschapscommissie van Brussel-Hoofdstad": (0, 1, 0, 0, 1, 0),
    "Région de Bruxelles-Capitale": (0, 0, 0, 0, 0, 1),
    "Externe partners": (0, 0, 0, 0, 0, 0),
}


def governments(name: str, *, whole: bool) -> str:
    rows = [Bar(label, parts(*values), str(sum(values))) for label, values in GOVERNMENTS.items()]
    return stacked_bars(About(name, "Stand per overheid", "Zie de tabel."), rows, KEYS, heading="Acties", whole=whole)


def deadlines(name: str) -> str:
    marks = [
        Mark("59 · Fase 2", datetime.date(2022, 12, 31), "finished"),
        Mark("59 · Fase 3", datetime.date(2023, 3, 31), "late"),
        *(Mark(label, END_2024, "late") for label in ("6", "8", "20", "32", "35")),
        Mark("23 · Acties met termijn eind 2024", END_2024, "finished"),
        Mark("28", datetime.date(2026, 6, 30), "late", END_2024),
        Mark("40", datetime.date(2026, 6, 6), "late"),
        Mark("63", datetime.date(2030, 12, 31), "open"),
        Mark("64bis", datetime.date(2028, 3, 31), "open", datetime.date(2030, 12, 31)),
    ]
    return timeline(About(name, "Termijnen", "Zie de tabel."), YEARS, TERM, TODAY, marks, WORDS)


@pytest.mark.parametrize(
    ("name", "draw"),
    [
        ("governments", lambda name: governments(name, whole=False)),
        ("governments-shares", lambda name: governments(name, whole=True)),
        ("strip", lambda name: strip(About(name, "Hoofdstuk 6", "Zie de tekst."), parts(2, 1, 1, 1, 1, 2))),
        ("timeline", deadlines),
    ],
)
def test_pictures_change_only_when_they_should(
    request: pytest.FixtureRequest, name: str, draw: Callable[[str], str]
) -> None:
    path, picture = GOLDEN / f"{name}.svg", draw(name)
    if request.config.getoption("--golden-update"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(picture, encoding="utf-8")
    assert picture == path.read_text(encoding="utf-8"), f"{name}.svg differs; if it should, run make golden"
