"""NAP7: the languages in which texts stand, and whether they say anything in them yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, reduce

from nap.i18n import language_name
from nap.lint.rule import ActionFile, Location, Problem, Surroundings, rule
from nap.lint.texts import InLanguages, Together
from nap.model.action import Update
from nap.sentence import Sentence, say

PLACEHOLDERS: Mapping[str, tuple[str, ...]] = {
    "nl": (
        *("in te vullen", "nog in te vullen", "aan te vullen", "nog aan te vullen", "nog te vertalen"),
        *("invullen", "hier invullen", "vul hier in", "tekst hier", "hier tekst", "tekst volgt", "vertaling volgt"),
    ),
    "fr": (
        *("à compléter", "à remplir", "à traduire", "à rédiger", "texte ici", "texte à venir", "traduction à venir"),
        *("insérer le texte", "insérer texte"),
    ),
    "de": (
        *("auszufüllen", "noch auszufüllen", "noch zu ergänzen", "wird ergänzt", "noch zu übersetzen"),
        *("text hier", "hier text", "text folgt", "übersetzung folgt", "text einfügen"),
    ),
    "en": (
        *("to be completed", "to be filled in", "to be translated", "to be written", "fill in", "to do", "placeholder"),
        *("text here", "your text here", "insert text", "insert text here", "text to follow", "translation to follow"),
    ),
}
"""What is written, alone or between brackets, where a text is still to come."""

NOTHING: Mapping[str, tuple[str, ...]] = {
    "nl": ("n.v.t.", "nvt"),
    "fr": ("s.o.", "n/a"),
    "de": ("k.a.", "entf."),
    "en": ("n/a", "n.a.", "tba", "tbc", "xxx"),
}
"""What is written alone where there is nothing to say."""

_LONGEST_PLACEHOLDER = 40
_AROUND = " \t\n.,:;!?…/*_–—-[](){}<>\"'«»“”„‘’"
_TO_COME = frozenset(words for listed in PLACEHOLDERS.values() for words in listed)
_ALONE = _TO_COME.union(words.strip(_AROUND) for listed in NOTHING.values() for words in listed)
_MARK = r"\b(?:TODO|TBD|FIXME|[Ll]orem ipsum)\b|\?\?\?"
# One for each bracket: a pattern that starts with a known character skips to it. Each is compiled when first needed.
_BRACKETED = {opening: re.escape(opening) + r"([^\[\](){}<>]{2,40})[\])>}]" for opening in "([<{"}

_PROSE = frozenset({"text", "obstacles", "note", "remarks", "baseline", "reason"})
"""Where sentences stand. Elsewhere stand names, which are often the same in every language."""
_FEW_WORDS = 4


@rule(
    "NAP701",
    "half-translated",
    "warning",
    "action",
    why="Who reads the follow-up in the other language finds nothing, or words that are not in that language.",
    wrong="""
text:
  nl: De brochure is vertaald.
""",
    right="""
text:
  nl: De brochure is vertaald.
  fr: La brochure est traduite.
""",
    mend="Write the text in all languages of the round (`round` in plan.yaml), or in none of them.",
)
def half_translated(item: ActionFile) -> Iterator[Problem]:
    """A text that was reported stands in one of the round's languages and not in the others."""
    settings = item.around.plan.manifest.round
    languages = settings.languages if settings else ()
    for index, update in enumerate(item.action.updates if len(languages) > 1 else ()):
        for location, text in _reported(update):
            present = [language for language in languages if language in text]
            if 0 < len(present) < len(languages):
                missing = [language for language in languages if language not in text]
                message = say(
                    "This stands here in {present}, and not in {missing}.", present=_and(present), missing=_and(missing)
                )
                hint = say("Write it under {codes} too.", codes=", ".join(f"`{language}`" for language in missing))
                yield Problem(("updates", index, *location), message, hint, key=True)


def _reported(update: Update) -> Iterator[tuple[Location, Mapping[str, str]]]:
    """The texts of an update, and where in it they stand."""
    if update.text:
        yield ("text",), update.text
    if update.obstacles:
        yield ("obstacles",), update.obstacles
    for index, evidence in enumerate(update.evidence):
        if evidence.title:
            yield ("evidence", index, "title"), evidence.title


def _and(languages: Iterable[str]) -> str:
    """The names of some languages."""
    return reduce(lambda these, last: say("{these} and {last}", these=these, last=last), map(language_name, languages))


@rule(
    "NAP702",
    "unknown-language",
    "error",
    "texts",
    why="A text under a wrong code is shown to nobody.",
    wrong="""
title:
  nl: De bewustmakingstool inzake corruptie
  ge: Das Sensibilisierungsinstrument zum Thema Korruption
""",
    right="""
title:
  nl: De bewustmakingstool inzake corruptie
  de: Das Sensibilisierungsinstrument zum Thema Korruption
""",
    mend="Write the code of one of the plan's languages; a new one is first added to `languages` in plan.yaml.",
    suspect=lambda said: not all(map(_languages(said.around).issuperset, said.texts)),
    explains=("NAP701",),
)
def unknown_language(location: Location, languages: Mapping[str, str], around: Surroundings) -> Iterator[Problem]:
    """A text stands under something that is not the code of one of the plan's languages."""
    known = _languages(around)
    for code in languages:
        if code not in known:
            message = say("{code} is not one of the plan's languages.", code=code)
            codes = ", ".join(around.plan.manifest.languages)
            hint = say("Write one of {codes}, or add it to `languages` in plan.yaml.", codes=codes)
            yield Problem((*location, code), message, hint, key=True)


def _languages(around: Surroundings) -> set[str]:
    """The languages of a plan."""
    manifest = around.plan.manifest
    return {*manifest.languages, manifest.source_language}


def _may_be_the_same(said: InLanguages) -> bool:
    """Whether a text is the same in two languages. Those of the same length are compared, which are few."""
    return any(
        len(set(map(len, languages.values()))) < len(languages) > len(set(languages.values()))
        for languages in said.texts
        if len(languages) > 1
    )


@rule(
    "NAP703",
    "same-in-two-languages",
    "warning",
    "texts",
    why="One of the two is not in its language: it was copied, and is still to be translated.",
    wrong="""
text:
  nl: De brochure is vertaald.
  fr: De brochure is vertaald.
""",
    right="""
text:
  nl: De brochure is vertaald.
  fr: La brochure est traduite.
""",
    mend="Translate the text, or leave the language out. Names and titles may be the same.",
    suspect=_may_be_the_same,
)
def same_in_two_languages(location: Location, languages: Mapping[str, str], _around: Surroundings) -> Iterator[Problem]:
    """A text is the same in two languages."""
    if len(set(languages.values())) == len(languages) or not _PROSE.intersection(location[-2:]):
        return
    first: dict[str, str] = {}
    for code, text in languages.items():
        if text in first and _is_prose(text):
            message = say("This is the same text as in {language}.", language=language_name(first[text]))
            yield Problem((*location, code), message, say("Translate it, or leave `{code}` out.", code=code))
        first.setdefault(text, code)


def _is_prose(text: str) -> bool:
    """Whether a text is rather a sentence than a name, whose words mostly start with a capital."""
    words = [word for word in text.split() if word[0].isalpha()]
    return len(words) >= _FEW_WORDS and 2 * sum(word[0].islower() for word in words) >= len(words)


def _may_keep_a_place(joined: Together) -> bool:
    """Whether one of the texts of a file may have such words; of all long ones at once this is quicker to tell."""
    short = [text for text in joined.texts if len(text) <= _LONGEST_PLACEHOLDER]
    return any(map(_short_placeholder, short)) or _placeholder(joined, joined.rare) != ""


@lru_cache(maxsize=4000)
def _short_placeholder(text: str) -> str:
    """The same, of a short text: most are ids, days and statuses that come back in every file."""
    bare = text.strip(_AROUND)
    return text if not bare or bare.casefold() in _ALONE else _placeholder(text, text)


def _placeholder(text: str, rare: str) -> str:
    """The part of a text that only keeps a place; "" for none. The rare signs of the text, or the whole again, say
    quickly what to look for.
    """
    # Asking for each is quicker than looking for all at once.
    if "TODO" in rare or "TBD" in rare or "FIXME" in rare or "???" in rare or "orem ipsum" in text:
        found = re.search(_MARK, text)
        if found:
            return found[0]
    for opening, bracketed in _BRACKETED.items():
        if opening in rare:
            for found in re.finditer(bracketed, text):
                if found[1].strip(_AROUND).casefold() in _TO_COME:
                    return found[0]
    return ""


@rule(
    "NAP704",
    "placeholder",
    "error",
    "text",
    why="What was written to remember that something is missing is printed as if it were the answer.",
    wrong="obstacles: nog aan te vullen",
    right="obstacles: De vertalers zijn nog niet aangesteld.",
    mend="Write the text, or remove the line until there is one.",
    suspect=_may_keep_a_place,
)
def placeholder(text: str) -> Iterable[tuple[str, Sentence, Sentence]]:
    """A text has words that only keep its place: TODO, TBD, “nog aan te vullen”, “à compléter”, a lone “…”."""
    part = _short_placeholder(text) if len(text) <= _LONGEST_PLACEHOLDER else _placeholder(text, text)
    if not part:
        return ()
    hint = say("Write the text, or remove it until there is one.")
    return ((part, say("This only keeps the place of a text."), hint),)


@rule(
    "NAP705",
    "not-in-the-plans-language",
    "error",
    "action",
    why="What the plan promised is what its own document says; a translation alone binds nobody.",
    wrong="""
title:
  fr: L’outil de sensibilisation à la corruption
""",
    right="""
title:
  nl: De bewustmakingstool inzake corruptie
  fr: L’outil de sensibilisation à la corruption
""",
    mend="Write the text in the plan's own language, too (`source_language` in plan.yaml).",
)
def not_in_the_plans_language(item: ActionFile) -> Iterator[Problem]:
    """The title of an action, or one of its measures, stands in translations only."""
    language, action = item.around.language, item.action
    if language in action.title and all(language in measure.text for measure in action.measures):
        return
    fixed: list[tuple[Location, Mapping[str, str]]] = [(("title",), action.title)]
    fixed += [(("measures", index, "text"), measure.text) for index, measure in enumerate(action.measures)]
    for location, text in fixed:
        if language not in text:
            message = say(
                "This does not stand here in the plan's own language, {language}.", language=language_name(language)
            )
            yield Problem(location, message, say("Write it under `{code}`.", code=language), key=True)
