"""The report as it is printed: every number in it can be followed to the actions it counts, by the page alone."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from recount import STATUSES
from report_cases import CASES, said_in, scope_of
from report_page import NONE, Count, Page, count, counted, page, some

from nap.output.report.compose import markdown

WORDS = [status.replace("_", " ") for status in STATUSES]
EARLIER = {"are late": "late", "had changed status in the year before": "had changed status"}
"""What a number of an earlier day is called where it stands with its actions, and what where it stood first."""


@cache
def read(name: str) -> Page:
    return page(markdown(said_in(name, "en"))[0])


@pytest.fixture(params=CASES)
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def said(name: str) -> Page:
    return read(name)


def total(counts: list[Count | None]) -> Count:
    return sum((one for one in counts if one), Count(0, 0))


def with_status(said: Page, word: str) -> list[str]:
    return [one for one, action in said.actions.items() if action.status == word]


def late(said: Page) -> list[str]:
    return [one for one, action in said.actions.items() if action.late]


def first(row: dict[str, str]) -> str:
    return next(iter(row.values()))


def numbered(row: dict[str, str]) -> str:
    """The id before a title."""
    return first(row).partition(". ")[0]


def words_of(row: dict[str, str]) -> list[str]:
    """The statuses that a table of numbers has columns for: those that occur."""
    return [word for word in WORDS if word in row]


def owed(row: dict[str, str]) -> list[str]:
    """What a body has not answered about in the last round, if there was one."""
    (said,) = (cell for head, cell in row.items() if head.startswith("No answer about"))
    return [] if said.startswith("no round") else some(said)


def standing(said: Page) -> dict[str, str]:
    """What is said of each action where the report tells of it, up to its table."""
    found = {}
    for part in said.under("Action by action"):
        if match := re.match(r"(?:Action|Sub-action) (\w+)\. ", part.heading):
            (found[match[1]],) = (line for line in part.lines if line.startswith("Status: "))
    return found


# -- the numbers beside ids ------------------------------------------------------------------------------------


def test_each_action_has_a_place_of_its_own_and_a_line_in_the_annex(said: Page) -> None:
    assert list(standing(said)) == list(said.actions)
    for one, line in standing(said).items():
        assert line.startswith(f"Status: {said.actions[one].status}")
    (told,) = re.findall(r"This report covers (.+?)\. ", "\n".join(said.part("In short").lines))
    assert counts_in(f"{told}.")[0] == counted(list(said.actions))


def test_each_number_of_the_opening_counts_the_actions_beside_it(said: Page) -> None:
    rows = said.part("In short").tables[0]
    assert len(rows) == 5
    for row in rows:
        _, now, *_, which = row.values()
        assert count(now) == counted(said.ids(which))


def test_the_opening_names_the_actions_that_the_rest_of_the_report_tells_of(said: Page) -> None:
    changed, completed, stopped, are_late, silent = (
        said.ids([*row.values()][-1]) for row in said.part("In short").tables[0]
    )
    changes = said.part("What has").tables
    assert changed == [numbered(row) for row in (changes[0] if changes else []) if row["Now"].startswith("*")]
    assert completed == with_status(said, "completed")
    assert stopped == with_status(said, "stopped")
    assert are_late == late(said)
    assert silent == [one for one, line in standing(said).items() if "silent" in line]


def test_each_number_by_status_counts_the_actions_beside_it(said: Page) -> None:
    rows = said.part("The plan in figures").tables[0]
    assert [first(row) for row in rows] == WORDS
    for row in rows:
        word, now, *_, which = row.values()
        assert said.ids(which) == with_status(said, word)
        assert count(now) == counted(said.ids(which))
    assert total([count([*row.values()][1]) for row in rows]) == counted(list(said.actions))


def test_the_numbers_of_the_day_compared_with_count_what_is_said_of_each_action(said: Page) -> None:
    before = Counter(
        found[1] for line in standing(said).values() if (found := re.search(r"; on \d.+? \d{4}: ([a-z ]+)", line))
    )
    for row in said.part("The plan in figures").tables[0]:
        word, _, *then, _ = row.values()
        number = count(then[0]) if then else None
        assert (number.actions + number.sub_actions if number else 0) == before[word]


def test_every_number_of_an_earlier_day_stands_again_with_its_actions(said: Page) -> None:
    years = said.part("Over the years").tables[0]
    opening, by_status = (said.part(words).tables[0] for words in ("In short", "The plan in figures"))
    numbers = {(first(row), word): number for row in years[:-1] for word, number in [*row.items()][1:]}
    compared = [*opening[0]][2] if len(opening[0]) > 3 else ""
    if compared:
        then = {first(row): [*row.values()][2] for row in [*opening, *by_status]}
        then["late"], then["had changed status"] = then.pop("are late"), then.pop("have changed status")
        then.pop("are completed"), then.pop("are stopped")  # which stand by status too
        numbers |= {(compared, word): number for word, number in then.items()}
    expected = {place: number for place, number in numbers.items() if number not in ("0", NONE)}
    parts = [part for part in said.parts if part.heading.startswith("The figures of earlier days")]
    rows = parts[0].tables[0] if parts and parts[0].tables else []
    told = {}
    for row in rows:
        day, what, number, which = row.values()
        assert count(number) == counted(said.ids(which))
        told[day, EARLIER.get(what, what)] = number
    assert len(told) == len(rows)
    assert told == expected


# -- over the years, by chapter, by government -----------------------------------------------------------------


def test_every_year_counts_each_action_once(name: str, said: Page) -> None:
    years = said.part("Over the years").tables[0]
    # Older files may lack an action that there is now.
    for row in years[-1:] if CASES[name].since else years:
        _, *numbers, _ = row.values()
        assert total([count(number) for number in numbers]) == counted(list(said.actions))
    (_, *numbers, are_late) = years[-1].values()
    assert [count(number) for number in numbers] == [counted(with_status(said, word)) for word in words_of(years[-1])]
    assert {word for word in WORDS if with_status(said, word)} <= set(words_of(years[-1]))
    assert count(are_late) == counted(late(said))


def test_the_year_before_is_what_stands_beside_this_year(name: str, said: Page) -> None:
    rows = said.part("The plan in figures").tables[0]
    day = [*rows[0]][2] if len(rows[0]) > 3 else None
    same_files = not CASES[name].since
    for row in said.part("Over the years").tables[0]:
        if first(row) == day and same_files:
            then = {first(line): [*line.values()][2] for line in rows}
            assert [*row.values()][1:-1] == [then[word] for word in words_of(row)]


def test_each_chapter_counts_its_actions(said: Page) -> None:
    chapters = list(dict.fromkeys(action.chapter for action in said.actions.values()))
    headings = {part.heading: part for part in said.under("Action by action") if part.heading.startswith("Chapter")}
    for title in chapters:
        inside = {one: action for one, action in said.actions.items() if action.chapter == title}
        numbers = [counted([one for one, action in inside.items() if action.status == word]) for word in WORDS]
        if len(headings) > 1:
            (row,) = (row for row in said.part("By chapter").tables[0] if f"*{first(row)}*" == title)
            _, *by_status, are_late = row.values()
            beside = dict(zip(WORDS, numbers, strict=True))
            assert [count(number) for number in by_status] == [beside[word] for word in words_of(row)]
            assert count(are_late) == counted([one for one, action in inside.items() if action.late])
        line = headings[f"Chapter {title.strip('*')}"].lines[0]
        assert counts_in(line) == (counted(list(inside)), {w: n for w, n in zip(WORDS, numbers, strict=True) if sum(n)})


def counts_in(line: str) -> tuple[Count, dict[str, Count]]:
    """ "10 actions and 1 sub-action: preparing 1 + 1, completed 1." """
    found = re.match(r"(\d+) actions?(?: and (\d+) sub-actions?)?(?:: ([^.]+))?\.", line)
    assert found, line
    listed = re.findall(r"([a-z ]+?) (\d+(?: \+ \d+)?)(?:[,;] |$)", found[3] or "")
    return Count(int(found[1]), int(found[2] or 0)), {word: count(number) or Count(0, 0) for word, number in listed}


def test_each_government_counts_the_actions_of_its_bodies(said: Page) -> None:
    governments = said.under("By government and by body: promised, answered, owed")
    for part in governments:
        promised = {one for row in part.tables[0] for one in some(row["Promised in"])}
        inside = [one for one in said.actions if one in promised]
        assert len(inside) == len(promised)
        numbers = [counted([one for one in inside if said.actions[one].status == word]) for word in WORDS]
        whole, by_status = counts_in(part.lines[0])
        assert whole == counted(inside)
        assert by_status == {word: number for word, number in zip(WORDS, numbers, strict=True) if sum(number)}
        if len(governments) > 1:
            (row,) = (row for row in said.part("By government").tables[0] if first(row) == part.heading)
            _, *counts, are_late = row.values()
            beside = dict(zip(WORDS, numbers, strict=True))
            assert [count(number) for number in counts] == [beside[word] for word in words_of(row)]
            assert count(are_late) == counted([one for one in inside if said.actions[one].late])


def test_each_body_counts_the_actions_that_it_promised(said: Page) -> None:
    for part in said.under("By government and by body: promised, answered, owed"):
        for row in part.tables[0]:
            promised = some(row["Promised in"])
            done = [one for one in promised if said.actions[one].status == "completed"]
            assert count(row["Completed"]) == counted(done)
            assert count(row["Late"]) == counted([one for one in promised if said.actions[one].late])
            assert set(owed(row)) <= set(promised)


# -- answers ---------------------------------------------------------------------------------------------------


def test_answers_add_up_from_body_to_government_to_the_opening(name: str, said: Page) -> None:
    tables = said.part("In short").tables[1:]
    (rows,) = tables or [[]]
    asked_about = {label: [int(number) for number in numbers] for label, *numbers in (row.values() for row in rows)}
    bodies: list[tuple[int, int, int]] = []
    for part in said.under("By government and by body: promised, answered, owed"):
        found = re.search(r"(\d+) of (\d+) answers received", part.lines[0])
        told = (int(found[1]), int(found[2])) if found else (0, 0)
        own = [answers(row["Answered"]) for row in part.tables[0]]
        assert told == (sum(one for one, _ in own), sum(of for _, of in own))
        bodies += [(*answers(row["Answered"]), len(owed(row))) for row in part.tables[0]]
    rounds = len(scope_of(CASES[name]).years)
    if not rounds:
        assert set(bodies) <= {(0, 0, 0)}
        return
    # The round compared with stands first; it is not one of the report's.
    asked, once, everything, expected, received = (numbers[-rounds:] for numbers in asked_about.values())
    assert sum(of for _, of, _ in bodies) == sum(expected)
    assert sum(one for one, _, _ in bodies) == sum(received)
    assert sum(owed for _, _, owed in bodies) == expected[-1] - received[-1]
    if rounds == 1:
        assert asked == [sum(of > 0 for _, of, _ in bodies)]
        assert once == [sum(one > 0 for one, _, _ in bodies)]
        assert everything == [sum(one == of > 0 for one, of, _ in bodies)]
        assert all(of - one == owed for one, of, owed in bodies)


def answers(text: str) -> tuple[int, int]:
    if text == NONE:
        return 0, 0
    found = re.fullmatch(r"(\d+) of (\d+)", text)
    assert found, text
    return int(found[1]), int(found[2])


# -- what changed, and deadlines -------------------------------------------------------------------------------


def test_what_is_newly_completed_or_stopped_is_new_in_the_table_of_changes(said: Page) -> None:
    changes = (said.part("What has").tables or [[]])[0]
    lines = said.part("Completed and stopped").lines
    for word, line in zip(("completed", "stopped"), lines, strict=True):
        assert some(line.rpartition(": ")[2]) == [numbered(row) for row in changes if row["Now"] == f"*{word}*"]


def test_what_is_late_is_marked_in_the_list_of_all_deadlines(said: Page) -> None:
    lines = [(first(row), row["Last day"], row["Late by"]) for row in listed(said, "Late on")]
    every = listed(said, "All dated deadlines")
    marked = [(first(row), row["Last day"], found[1]) for row in every if (found := late_by(row["Status"]))]
    assert [(title, day, by.split()[0]) for title, day, by in lines] == marked
    assert {one.partition(". ")[0] for one, _, _ in lines} == set(late(said))
    new = [(first(row), row["Last day"], row["Late by"]) for row in listed(said, "Newly late")]
    assert [line for line in lines if line in new] == new


def late_by(text: str) -> re.Match[str] | None:
    return re.search(r", (\d+) days? late$", text)


def listed(said: Page, heading: str) -> list[dict[str, str]]:
    tables = said.part(heading).tables
    return tables[0] if tables else []


def test_what_changed_by_action_is_what_is_told_below_it(said: Page) -> None:
    changes = (said.part("What has").tables or [[]])[0]
    moved = Counter(numbered(row) for row in changes for _ in re.findall(r"moved to", row["Deadline"]))
    assert moved == Counter(numbered(row) for row in listed(said, "Deadlines that moved"))
    new = Counter(numbered(row) for row in changes for _ in re.findall(r"\blate\b", row["Deadline"]))
    told = {numbered(row) for row in changes}
    assert new == Counter(one for row in listed(said, "Newly late") if (one := numbered(row)) in told)


def test_reports_that_are_news_are_all_told(said: Page) -> None:
    (number,) = re.findall(r"There (?:is|are) (\d+) reports? that (?:is|are) news", "\n".join(said.part("How").lines))
    told = 0
    for part in said.under("Action by action"):
        if "Reported:" in part.lines:
            after = part.lines[part.lines.index("Reported:") + 1 :]
            told += sum(bool(re.match(r"\d{1,2} [A-Z][a-z]+ \d{4}, ", line)) for line in after)
    assert told == int(number)
