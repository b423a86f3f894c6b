"""The pictures of the report: which there are, what they show, and what is said of them.

Each shows the numbers of a table beside it, so that nothing is told by a picture alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nap.errors import NapError
from nap.i18n import long_day, translated
from nap.output.pictures.bar import Part
from nap.output.pictures.bars import Bar, stacked_bars, strip
from nap.output.pictures.legend import Key
from nap.output.pictures.svg import About
from nap.output.pictures.timeline import Mark, State, TimelineWords, timeline
from nap.output.words import STATUS, apart
from nap.sentence import Sentence, say
from nap.views.action_pages import DueLine
from nap.views.figures import Figure, StatusFigure
from nap.views.pages import BodyLine, GovernmentPage, Report

CHAPTER, ANSWERS = "chapter-", "answers"
"""How the names of the pictures of one chapter and of one government's bodies begin."""


class Drawn(NamedTuple):
    """A picture, and what is said of it."""

    caption: str
    alternative: str
    svg: str


class Drawings:
    """Draws what a template asks for, once; what was drawn is kept under the name of its file."""

    def __init__(self, view: Report) -> None:
        self._view = view
        self._drawn: dict[str, Drawn] = {}

    @property
    def files(self) -> dict[str, str]:
        """The pictures that were asked for, as SVG."""
        return {f"{name}.svg": drawn.svg for name, drawn in self._drawn.items()}

    def __call__(self, name: str) -> Drawn:
        """The picture of a name. Raises `NapError` for a name that no picture has."""
        if name not in self._drawn:
            self._drawn[name] = self._draw(name)
        return self._drawn[name]

    def _draw(self, name: str) -> Drawn:
        view = self._view
        if name == "years":
            return self._bars(name, say("Status over the years"), self._years())
        if name == "chapters":
            return self._bars(name, say("Status by chapter"), self._chapters())
        if name == "governments":
            return self._bars(name, say("Status by government"), self._governments())
        if name == "timeline":
            return self._timeline()
        if name.startswith(CHAPTER):
            for chapter in view.chapters:
                if name == f"{CHAPTER}{chapter.number}":
                    caption = say("Status of the actions of chapter {number}", number=chapter.number)
                    return self._strip(name, caption, chapter.statuses)
        for government in view.governments:
            if name == (f"{ANSWERS}-{government.id}" if government.id else ANSWERS):
                return self._answers(name, government)
        names = ["years", "chapters", "governments", "timeline", f"{CHAPTER}1", ANSWERS, f"{ANSWERS}-…"]
        raise NapError(f"There is no picture {name!r}.", f"There are {', '.join(names)}.")

    # -- statuses ------------------------------------------------------------------------------------------

    def _years(self) -> Iterator[tuple[str, Sequence[StatusFigure]]]:
        for year in self._view.years:
            yield long_day(year.day, self._view.language), year.statuses

    def _chapters(self) -> Iterator[tuple[str, Sequence[StatusFigure]]]:
        for chapter in self._view.chapters:
            yield f"{chapter.number}. {chapter.title}", chapter.statuses

    def _governments(self) -> Iterator[tuple[str, Sequence[StatusFigure]]]:
        for government in self._view.governments:
            yield self._name(government), government.statuses

    def _name(self, government: GovernmentPage) -> str:
        return str(government.name or self.say(say("Others")))

    def _bars(self, name: str, caption: Sentence, rows: Iterable[tuple[str, Sequence[StatusFigure]]]) -> Drawn:
        bars = [Bar(label, self._parts(statuses), _apart(_sum(statuses))) for label, statuses in rows]
        alternative = self.say(
            say(
                "Bars in {rows} rows: how many actions have each status. The table below has the numbers.",
                rows=len(bars),
            )
        )
        about = About(name, self.say(caption), alternative)
        return Drawn(about.title, alternative, stacked_bars(about, bars, self._keys(bars)))

    def _strip(self, name: str, caption: Sentence, statuses: Sequence[StatusFigure]) -> Drawn:
        parts = self._parts(statuses)
        listed = ", ".join(f"{self.say(STATUS[line.status])} {_apart(line.now)}" for line in statuses if line.now.total)
        about = About(name, self.say(caption), self.say(say("{what}: {words}", what=caption, words=f"{listed}.")))
        return Drawn(about.title, about.description, strip(about, parts))

    def _parts(self, statuses: Sequence[StatusFigure]) -> list[Part]:
        return [
            Part(line.status, line.now.total, _apart(line.now), f"{self.say(STATUS[line.status])} {_apart(line.now)}")
            for line in statuses
        ]

    def _keys(self, bars: Sequence[Bar]) -> list[Key]:
        """What the colours mean: those that occur."""
        there = {part.tone for bar in bars for part in bar.parts if part.value}
        return [Key(status, self.say(word)) for status, word in STATUS.items() if status in there]

    # -- answers -------------------------------------------------------------------------------------------

    def _answers(self, name: str, government: GovernmentPage) -> Drawn:
        asked = [body for body in government.bodies if body.asked]
        bars = [Bar(body.name, _answer_parts(body), f"{body.answered} / {body.asked}") for body in asked]
        caption = say("Answers by body")
        alternative = self.say(
            say("Bars: for each of {bodies} bodies, answers received and missing. The table below has the numbers.",
                bodies=len(bars))
        )  # fmt: skip
        keys = [Key("answered", self.say(say("answered"))), Key("missing", self.say(say("no answer")))]
        about = About(name, self.say(say("{what}: {words}", what=caption, words=self._name(government))), alternative)
        return Drawn(about.title, alternative, stacked_bars(about, bars, keys))

    # -- deadlines -----------------------------------------------------------------------------------------

    def _timeline(self) -> Drawn:
        view = self._view
        marks = [Mark(self._label(line), line.due, _state(line), line.first_due) for line in view.deadlines]
        late = sum(mark.state == "late" for mark in marks)
        alternative = self.say(
            say("A line of years with {deadlines} deadlines, of which {late} are late. The table below has them all.",
                deadlines=len(marks), late=late)
        )  # fmt: skip
        words = TimelineWords(
            today=long_day(view.day, view.language),
            term=self.say(say("term of the plan")),
            states={
                "open": self.say(say("open")),
                "late": self.say(say("late")),
                "finished": self.say(say("completed or stopped")),
            },
            moved=self.say(say("moved")),
            many=lambda number: self.say(say("{number} deadlines", number=number)),
        )
        about = About("timeline", self.say(say("Deadlines, and what is late")), alternative)
        term = (view.term_start, view.term_end)
        return Drawn(about.title, alternative, timeline(about, term, term, view.day, marks, words))

    def _label(self, line: DueLine) -> str:
        return f"{line.id} · {line.phase}" if line.phase else line.id

    def say(self, sentence: str) -> str:
        """A sentence in the report's language."""
        return translated(sentence, self._view.language)


def _state(line: DueLine) -> State:
    if line.days_late is not None:
        return "late"
    return "finished" if line.status in {"completed", "stopped"} else "open"


def _answer_parts(body: BodyLine) -> list[Part]:
    missing = body.asked - body.answered
    return [Part("answered", body.answered, str(body.answered)), Part("missing", missing, str(missing))]


def _sum(statuses: Sequence[StatusFigure]) -> Figure:
    return Figure(
        tuple(i for line in statuses for i in line.now.ids),
        sum(line.now.actions for line in statuses),
        sum(line.now.sub_actions for line in statuses),
    )


def _apart(figure: Figure) -> str:
    """A number of actions, sub-actions apart."""
    return apart(figure.actions, figure.sub_actions)
