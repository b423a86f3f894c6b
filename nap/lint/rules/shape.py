"""NAP2: the fields of a file and what may stand in them."""

from __future__ import annotations

from nap.lint.rule import found_in_reading

found_in_reading(
    "NAP201",
    "unknown-field",
    "A field has a name that does not exist there.",
    why="Nobody reads a field under another name: what it says would be lost in silence.",
    wrong="""
deadline:
  stated: "2024"
  kind: date
  deu: 2024-12-31
""",
    right="""
deadline:
  stated: "2024"
  kind: date
  due: 2024-12-31
""",
    mend="Give the field its right name, or move it to where it belongs; the hint lists the fields of that place.",
)
found_in_reading(
    "NAP202",
    "missing-field",
    "A field that is always needed is not there.",
    why="Lists and reports say of every action in which chapter it stands, who promised it, and by when.",
    wrong="""
- date: 2025-12-31
  by: fod-justitie
""",
    right="""
- date: 2025-12-31
  by: fod-justitie
  status: in_progress
""",
    mend="Add the field. A list that says something by being empty is written as [].",
)
found_in_reading(
    "NAP203",
    "wrong-type",
    "A field has a number where a text is needed, a text where a list is needed, or the like.",
    why="The number 35 and the text “35” are two things to a program: a search for the one does not find the other.",
    wrong="""
id: 35
actors:
  - fod-justitie
""",
    right="""
id: "35"
actors:
  - actor: fod-justitie
""",
    mend="Put ids and stated deadlines between quotes, write numbers without, and each item of a list after a dash.",
)
found_in_reading(
    "NAP204",
    "unknown-word",
    "A field that takes one of a few fixed words has another one.",
    why="Only the fixed words can be counted, compared and translated.",
    wrong="status: afgerond",
    right="status: completed",
    mend="Write one of the words that the hint lists, in English as it stands there.",
)
found_in_reading(
    "NAP205",
    "wrong-form",
    "An id or a number does not have the form that it needs.",
    why="Other files refer to ids to the letter: a name in daily use has several spellings, an id has one.",
    wrong="by: FOD Justitie",
    right="by: fod-justitie",
    mend="Write the id: of an actor lower-case words with hyphens, of an action its number, of a measure a letter.",
)
found_in_reading(
    "NAP206",
    "no-day",
    "A field that needs a day of the calendar has something else.",
    why="What is late is reckoned from days; 01/02/2025 is another day in Brussels than in Boston.",
    wrong="due: 31-12-2024",
    right="due: 2024-12-31",
    mend="Write year, month and day with hyphens, the month and the day in two digits, without quotes.",
)
found_in_reading(
    "NAP207",
    "contradicting-fields",
    "Fields that go together contradict each other, or one of them is missing.",
    why="A deadline that is read in two ways at once is late and on time.",
    wrong="""
stated: Doorlopend
kind: ongoing
due: 2024-12-31
precision: year
""",
    right="""
stated: Doorlopend
kind: ongoing
""",
    mend="Keep the fields that go with the kind; docs/data.md lists them.",
)
found_in_reading(
    "NAP208",
    "empty-field",
    "A field that must say something says nothing.",
    why="An empty field looks answered, and nothing was answered.",
    wrong="""
title:
  nl: De bewustmakingstool inzake corruptie
  fr:
""",
    right="""
title:
  nl: De bewustmakingstool inzake corruptie
""",
    mend="Fill the field in, or remove its line.",
)
