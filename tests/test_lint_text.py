"""The rules about texts on texts of every kind: what is right is never flagged, and no text takes long."""

from __future__ import annotations

import datetime
import re
import sys
from itertools import chain

import pytest
from conftest import Nap
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import nap.lint.rules  # noqa: F401 - it fills the registry
from nap.lint.addresses import MAILBOXES, bad_links, mail_addresses
from nap.lint.pairs import unpaired_bracket, unpaired_quote
from nap.lint.rule import RULES, File, Rule
from nap.lint.rules.languages import NOTHING, PLACEHOLDERS
from nap.lint.telephone import has_many_digits, telephone_numbers
from nap.lint.texts import Together
from nap.output.table import HIDDEN
from nap.store.yaml import parse

TEXT_RULES = [rule for rule in RULES.values() if rule.about == "text"]
WORDS = (
    "kade",
    "oostkade",
    "l’eau",
    "foto’s",
    "’s nachts",
    "été",
    "2024",
    "3,5 %",
    "–",
    "n°",
    "Größe",
    "ça,",
    "gemeten.",
)


def parts(code: str, text: str) -> list[str]:
    """The parts of a text that a rule points at."""
    return [part for part, _, _ in RULES[code].found(text)]


def file_of(text: str) -> File:
    """A file that says this."""
    return File("data/plan.yaml", *parse(text.encode()))


# -- all of them -----------------------------------------------------------------------------------------------

any_text = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from([*"()[]{}«»“”„‘’‚\"'<>&#@+./:;0123456789 \u00a0\u200b\t\nabAB…?-", "https", "&amp;", "TODO"])
    ).map("".join),
)


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda rule: rule.code)
@given(text=any_text)
def test_a_rule_points_at_parts_of_the_text_and_says_what_to_do(rule: Rule, text: str) -> None:
    found = list(rule.found(text))
    assert len(found) <= 10
    for part, message, hint in found:
        assert part in text
        assert message
        assert hint
        assert len(message) < 200


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda rule: rule.code)
@given(before=st.lists(any_text, max_size=3), text=any_text, after=st.lists(any_text, max_size=3))
def test_a_file_is_suspected_whenever_a_rule_finds_something_in_it(
    rule: Rule, before: list[str], text: str, after: list[str]
) -> None:
    if rule.suspect is not None and list(rule.found(text)):
        assert rule.suspect(Together([text]))
        assert rule.suspect(Together([*before, text, *after]))


@given(
    start=st.sampled_from(["", "a", "2023-", "2024 ", "(", "+", "tel. ", "Tel.: +", "fax ", "00", " 1", "2"]),
    number=st.text(alphabet="0123456789 ./()-+\u00a0", min_size=5, max_size=16),
    end=st.sampled_from(["", " ", "a", ".", "-2024"]),
)
@settings(max_examples=500)
def test_no_telephone_number_is_missed_by_the_quick_look_that_comes_first(start: str, number: str, end: str) -> None:
    text = f"{start}{number}{end}"
    assert has_many_digits(text.encode()) or not list(telephone_numbers(text))


@pytest.mark.parametrize("text", ["2024-12-31", "2023-2024", "in 2022, 2023 en 2024", "Richtlijn 2014/95/EU", "12 500"])
def test_years_and_days_are_not_looked_at_twice(text: str) -> None:
    assert not has_many_digits(text.encode())


REPEATED = [
    *("(", ")", "a)", " a)", "[{(", "“", "„", "‘", "’", "«", '"', " '"),
    *("a", " ", "a ", "a  ", " \u00a0", "\u200b", "é", "\t"),
    *("<", "<a ", "<b>", "</a", "&", "&amp;", "&a", "<!--"),
    *("http", "https:", "http:/", "://", "a://", "mailto:", "mailto:a@b.be ", "data:"),
    *("0", "02 ", "02 000 00 12 ", "02/", "+1", "+1 ", "00", "00 1 ", "tel ", "tel. 12 34 56 ", "1 ", "(0"),
    *("@", "a@", "a@a.", "a.", "@a.a", "jan.a@b.be "),
    *("TODO ", "?", "…", "[", "[a", "(à", "x x"),
]


@pytest.mark.parametrize("repeated", REPEATED)
def test_no_text_takes_more_time_than_its_length(repeated: str) -> None:
    """What is looked at again for each character would take hours here."""
    for text in (repeated * (200_000 // len(repeated)), "kade " + repeated * (200_000 // len(repeated)) + "\nkade"):
        for rule in TEXT_RULES:
            assert len(list(rule.found(text))) <= 10


def test_a_file_full_of_comments_takes_no_more_time_than_its_length() -> None:
    text = "".join(f"a{number}: De kade #{number}\n" for number in range(20_000))
    assert len(list(RULES["NAP809"].found(file_of(text)))) == 20_000


def test_the_plan_is_without_these_faults(nap: Nap) -> None:
    result = nap("lint", "--select", "NAP5", "--select", "NAP7", "--select", "NAP8")
    assert (result.code, result.out) == (0, "")


# -- brackets and quotation marks ------------------------------------------------------------------------------

prose = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


def enclosed(pairs: list[tuple[str, str]]) -> st.SearchStrategy[str]:
    """Prose with parts of it between such pairs, also one in another."""
    return st.recursive(
        prose,
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(pairs), inner).map(lambda made: f"{made[0][0]}{made[1]}{made[0][1]}"),
            st.lists(inner, min_size=2, max_size=3).map(" ".join),
        ),
        max_leaves=8,
    )


BRACKETS = [("(", ")"), ("[", "]"), ("{", "}")]
QUOTES = [
    ("«\u00a0", "\u00a0»"),
    ("« ", " »"),
    ("»", "«"),
    ("“", "”"),
    ("„", "“"),
    ("„", "”"),
    ("‘", "’"),
    ("‚", "‘"),
    ('"', '"'),
]


@given(enclosed(BRACKETS))
def test_brackets_in_pairs_are_right(text: str) -> None:
    assert unpaired_bracket(text) is None


@given(
    enclosed(BRACKETS).filter(lambda text: "n°" not in text and any(bracket in text for bracket in "([{")), st.data()
)
def test_without_one_of_its_brackets_a_text_is_wrong(text: str, data: st.DataObject) -> None:
    places = [index for index, character in enumerate(text) if character in "()[]{}"]
    gone = data.draw(st.sampled_from(places))
    index = unpaired_bracket(text[:gone] + text[gone + 1 :])
    assert index is not None


@given(st.lists(st.sampled_from(["a)", "(b)", "12)", "iv)", "2.1)", "1°)", "(zie c)", "(deel 2)"]), min_size=1))
def test_the_letters_of_a_list_need_no_second_bracket(items: list[str]) -> None:
    assert unpaired_bracket(" de kade; ".join(items)) is None


@given(st.sampled_from(QUOTES), prose, prose, prose)
def test_quotation_marks_in_pairs_are_right(pair: tuple[str, str], before: str, quoted: str, after: str) -> None:
    opening, closing = pair
    assert unpaired_quote(f"{before} {opening}{quoted}{closing} {after}") is None
    assert unpaired_quote(f"{before} ({opening}{quoted}{closing}), {opening}{after}{closing}.") is None


@given(st.permutations([pair for pair in QUOTES if pair[0] not in "„»‚"]), prose)
def test_one_quotation_can_stand_in_another(pairs: list[tuple[str, str]], text: str) -> None:
    for opening, closing in pairs:
        text = f"kade {opening}{text}{closing} kade"
    assert unpaired_quote(text) is None


@given(st.sampled_from(QUOTES), st.sampled_from(["kade", "de oostkade is", "l’eau", "Größe"]))
def test_without_one_of_its_quotation_marks_a_text_is_wrong(pair: tuple[str, str], quoted: str) -> None:
    opening, closing = pair
    assert unpaired_quote(f"De {opening}{quoted} kade.") is not None
    assert closing == "’" or unpaired_quote(f"De {quoted}{closing} kade.") is not None


@pytest.mark.parametrize(
    "text",
    [
        "’s nachts",
        "de jaren ’90",
        "l’eau",
        "d’aujourd’hui",
        "the workers’ rights",
        "kmo’s",
        "een scherm van 24”",
        '24" breed',
    ],
)
def test_an_apostrophe_or_an_inch_is_no_quotation_mark(text: str) -> None:
    assert unpaired_quote(text) is None
    assert unpaired_quote(f"Met ‘{text} en meer’ erin") is None


@given(st.lists(st.sampled_from(["(kade", "kade", "(kade)", "zie (kade"]), min_size=1, max_size=8).map(" ".join))
def test_the_part_pointed_at_is_the_one_that_is_wrong(text: str) -> None:
    index = unpaired_bracket(text)
    for part in parts("NAP801", text):
        assert part == "" or (index is not None and text.find(part) <= index < text.find(part) + len(part))


# -- characters ------------------------------------------------------------------------------------------------


def test_whatever_the_tables_hide_is_said() -> None:
    hidden = [chr(code) for code in range(sys.maxunicode + 1) if re.match(HIDDEN, chr(code))]
    silent = [character for character in hidden if not parts("NAP804", f"de k{character}ade")]
    assert not silent


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cf"], exclude_characters="Ã")))
def test_what_is_written_in_our_languages_is_not_hidden(text: str) -> None:
    assert not parts("NAP804", text)


@pytest.mark.parametrize("text", ["👩\u200d🔧", "می\u200cخواهم", "\u202fEUR", "été\u00a0:"])
def test_what_joins_emoji_or_other_scripts_is_not_hidden(text: str) -> None:
    assert not parts("NAP804", text)


@pytest.mark.parametrize(("code", "what"), [("&eacute;", "é"), ("&#233;", "é"), ("&lt;", "<"), ("&rsquo;", "’")])
def test_the_hint_says_which_character_a_code_stands_for(code: str, what: str) -> None:
    assert [hint for _, _, hint in RULES["NAP805"].found(f"de k{code}ade")] == [f"Write {what} itself."]


@pytest.mark.parametrize(
    "text", ["R&D;", "O&O; B&B;", "A & B;", "&c.", "3 < 5 > 2", "<kade>", "<3", "a<b", "&notanentity;"]
)
def test_what_only_looks_like_html_is_left_alone(text: str) -> None:
    assert not parts("NAP805", text)


# -- telephone numbers -----------------------------------------------------------------------------------------

two, three = (st.integers(0, 10**size - 1).map(f"{{:0{size}}}".format) for size in (2, 3))
zone = st.sampled_from(["02", "03", "04", "09", "010", "011", "016", "050", "065", "081", "089"])
between = st.sampled_from([" ", ".", "/", "-", "\u00a0", "\u202f"])


@given(zone, between, between, st.tuples(three, two, two, two))
def test_a_number_of_a_telephone_is_found(zone: str, first: str, then: str, groups: tuple[str, ...]) -> None:
    size = 3 if len(zone) == 2 else 2
    number = f"{zone}{first}{then.join((groups[0][:size], *groups[1:3]))}"
    abroad = f"+32 {number[1:]}"
    for text in (number, f"Bel {number}.", f"({number})", f"tel. {number}, of niet", f"Bel {abroad}", f"({abroad})"):
        assert parts("NAP807", text)


@given(between, st.integers(0, 10**6 - 1))
def test_a_number_of_a_mobile_telephone_is_found(between: str, rest: int) -> None:
    digits = f"{rest:06}"
    assert parts("NAP807", f"0475{between}{digits[:2]}{between}{digits[2:4]}{between}{digits[4:]}")
    assert parts("NAP807", f"0475/{digits}")
    assert parts("NAP807", f"gsm: 0475{digits[:-1]}1")


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from("/.-"),
    st.sampled_from(["", " 10.30", " 12"]),
)
def test_a_day_is_no_telephone_number(day: datetime.date, sign: str, time: str) -> None:
    for order in ("%d{0}%m{0}%Y", "%Y{0}%m{0}%d", "%m{0}%Y", "%Y{0}%m"):
        written = day.strftime(order.format(sign))
        for text in (written, f"Op {written}{time} uur", f"{written} – {written}", f"({written}{sign}{written})"):
            assert not list(telephone_numbers(text))


@given(
    st.integers(1, 10**13),
    st.sampled_from([" ", ".", ",", "\u00a0", "\u202f", ""]),
    st.sampled_from([" EUR", " euro", "%", ",50", ""]),
)
def test_an_amount_is_no_telephone_number(amount: int, sign: str, unit: str) -> None:
    written = f"{amount:,}".replace(",", sign)
    assert not list(telephone_numbers(f"{written}{unit}"))
    assert not list(telephone_numbers(f"Van 12 tot {written}{unit} in 2024"))


@given(st.integers(1900, 2099), st.integers(1, 9999))
def test_a_law_a_document_or_a_company_is_no_telephone_number(year: int, number: int) -> None:
    for text in (
        *(
            f"verordening {year}/{number}",
            f"verordening ({year}) {number}",
            f"COM({year}) {number}",
            f"wet {number:04}/{year}",
        ),
        *(
            f"3{year}R{number:04}",
            f"0{year}R{number:04}-{year}0101",
            f"eli/wet/{year}/02/12/{year}00{number:04}/justel",
        ),
        *(
            f"https://haven.example/eli/wet/{year}/02/12/{year}00{number:04}/justel",
            f"ECLI:BE:GHCC:{year}:ARR.{number:03}",
        ),
        *(f"ISBN 978-90-{number:04}-123-4", f"ISSN {number:04}-0836", f"BE 0{number % 1000:03}.{number % 997:03}.123"),
        *(f"BE68 {number:04} 0754 {year}", f"DOC 55 {number:04}/001", f"{year} – {year + 3}", f"{year}-{year + 3}"),
        *(
            f"{year}{number:06}",
            f"SDG 8.{number % 10}",
            f"artikel {number % 100}, § {number % 10}",
            f"tel {number % 999}",
        ),
    ):
        assert not list(telephone_numbers(text)), text


# -- addresses -------------------------------------------------------------------------------------------------

name = st.from_regex(r"[a-z]{2,10}(?:[.-][a-z]{2,10})?", fullmatch=True)


@given(name, name)
def test_the_address_of_a_person_is_found(local: str, domain: str) -> None:
    assume(not {*chain.from_iterable(MAILBOXES.values())} & {*local.replace("-", ".").split(".")})
    address = f"{local}@{domain}.be"
    for text in (address, f"Mail {address}.", f"<{address}>", f"mailto:{address}", f"({address}, {address})"):
        assert address in list(mail_addresses(text))


@pytest.mark.parametrize("mailbox", sorted({*chain.from_iterable(MAILBOXES.values())}))
def test_the_mailbox_of_a_service_may_stand(mailbox: str) -> None:
    for local in (mailbox, mailbox.upper(), f"{mailbox}-nap", f"haven.{mailbox}"):
        assert not list(mail_addresses(f"Mail naar {local}@haven.example"))


@pytest.mark.parametrize(
    "link",
    [
        *(
            "http:/haven.example",
            "http//haven.example",
            "https;//haven.example",
            "htpp://haven.example",
            "https://haven",
        ),
        *("https:// haven.example", "http:\\\\haven.example", "https://https://haven.example", "ftp://haven.example"),
        *(
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html;base64,a",
            "file:///c:/kade.pdf",
            "mailto:info@haven.be",
        ),
    ],
)
def test_a_link_that_nobody_can_follow_is_found(link: str) -> None:
    for text in (link, f"Zie {link}.", f"({link})", f"Zie https://haven.example en {link}"):
        assert len(list(bad_links(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        *(
            "https://haven.example",
            "(https://www.haven.example/a_(b)).",
            "HTTPS://HAVEN.EXAMPLE",
            "https://bücher.example/ü?a=b#c",
        ),
        *(
            "www.haven.example",
            "haven.example",
            "http/https",
            "HTTP/2",
            "http: onveilig; https: veilig",
            "data: de cijfers",
        ),
        *(
            "mailto:jan.janssens@haven.example",
            "en/of",
            "km/u",
            "deel 1: //",
            "Mail: info@haven.example",
            "file: kade.pdf",
        ),
    ],
)
def test_a_link_that_can_be_followed_or_is_none_is_left_alone(text: str) -> None:
    """A link to somebody's own mailbox is found too, but as what it is."""
    assert not list(bad_links(text))


# -- placeholders ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", sorted({*chain.from_iterable(PLACEHOLDERS.values())}))
def test_words_that_only_keep_a_place_are_found(words: str) -> None:
    for text in (
        words,
        words.upper(),
        words.capitalize() + "!",
        f"[{words}]",
        f"<{words}>",
        f"De kade ({words}) is klaar.",
    ):
        assert parts("NAP704", text), text
    assert not parts("NAP704", f"De kade blijft {words} tot morgen, zegt de dienst.")


@pytest.mark.parametrize("words", sorted({*chain.from_iterable(NOTHING.values())}))
def test_words_for_nothing_are_found_alone(words: str) -> None:
    assert parts("NAP704", words.upper())
    assert not parts("NAP704", f"De kade ({words}) is klaar.")


@given(st.text('….-–?!*_ ()[]/"‘’', min_size=1, max_size=20))
def test_a_text_of_signs_alone_says_nothing(text: str) -> None:
    assert parts("NAP704", text)
    assert not parts("NAP704", f"kade {text.replace('???', '')}")


def test_a_link_with_a_semicolon_is_a_bad_one_whatever_else_the_text_says() -> None:
    assert parts("NAP806", "Zie https;/kade.be") == ["https;/kade.be"]


def test_a_text_that_ends_in_a_number_sign_can_be_cut_off_too() -> None:
    found = list(RULES["NAP809"].found(file_of("nl: De taal C# #leren\n")))
    assert [place[:2] for place, _, _ in found] == [(1, 16)]
    assert RULES["NAP809"].suspect is not None
    assert RULES["NAP809"].suspect("nl: De taal C# #leren\n")
