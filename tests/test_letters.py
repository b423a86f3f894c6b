"""Letters of a round: who gets one, what it says in which language, where it goes, and that nothing slips into it."""

from __future__ import annotations

import datetime
import email
import email.policy
import json
import re
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import pytest
from conftest import PLANS, ROOT, Nap, Result, action, actors, git, loaded, manifest, update, write_plan
from hypothesis import example, given
from hypothesis import strategies as st
from memory import plan_of

from nap.cli import reading
from nap.cli.round import common
from nap.errors import NapError
from nap.model.plan import Plan
from nap.output.table import HIDDEN, one_line
from nap.output.template import builtin_folder
from nap.round.contacts import Contact, Contacts, contacts_in, perhaps_personal
from nap.round.form import forms
from nap.round.letters import Kind, Letter, Worded, draft, letter, template_folders, worded
from nap.round.progress import progress
from nap.round.workbook import workbook
from nap.status import standing

ROUNDS = PLANS / "rounds"
DAY = datetime.date(2026, 11, 22)
ON = ("--on", "2026-11-22")
KINDS: tuple[Kind, ...] = ("invite", "remind", "thanks")
LANGUAGES = ("nl", "fr", "de", "en")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "today", lambda: DAY)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "mails"


@pytest.fixture
def rounds(tmp_path: Path) -> Path:
    """A copy of the fictional plan, outside any repository."""
    shutil.copytree(ROUNDS, tmp_path / "plan")
    return tmp_path / "plan"


def mail(path: Path) -> EmailMessage:
    return cast("EmailMessage", email.message_from_bytes(path.read_bytes(), policy=email.policy.default))


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return cast("str", body.get_content()).replace("\r\n", "\n")


def mails(folder: Path) -> dict[str, EmailMessage]:
    """The drafts in a folder, by the last part of their names."""
    return {re.sub(r".*-(invite|remind|thanks)-", "", path.stem): mail(path) for path in folder.iterdir()}


def attached(message: EmailMessage) -> list[tuple[str | None, bytes]]:
    return [(part.get_filename(), part.get_content()) for part in message.iter_attachments()]


# -- all letters of a year -------------------------------------------------------------------------------------


def test_everybody_with_a_form_is_invited_with_that_form_in_their_own_language(nap: Nap, real: Plan, out: Path) -> None:
    result = nap("round", "letters", "2026", "--kind", "invite", "--reply-by", "2027-02-15", "--out", str(out), *ON)
    assert result.code == 0
    assert result.out == ""
    assert result.err.splitlines()[-1] == f"nap: 64 drafts in {out}. Nothing was sent."
    made = forms(real, 2026)
    assert {path.name for path in out.iterdir()} == {f"be-nap-bhr-2-2026-invite-{form.actor}.eml" for form in made}
    found = mails(out)
    greetings = {
        "nl": "Geachte mevrouw, geachte heer,",
        "fr": "Madame, Monsieur,",
        "de": "Sehr geehrte Damen und Herren,",
    }
    days = {
        "nl": "uiterlijk op 15 februari 2027",
        "fr": "au plus tard le 15 février 2027",
        "de": "spätestens am 15. Februar 2027",
    }
    for form in made:
        message = found[form.actor]
        text = text_of(message)
        assert text.startswith(greetings[form.language])
        assert days[form.language] in text
        assert real.say(real.manifest.title, form.language) in message["Subject"]
        assert message["Subject"].endswith(f" {real.label(form.actor, form.language)}")
        for row in form.rows:
            if row.kind == "action":
                assert f"- {row.action.id}. {real.say(row.action.title, form.language)}" in text
        ((name, content),) = attached(message)
        assert name == form.file_name
        assert content.startswith(b"PK")
        assert message["X-Unsent"] == "1"
        assert not {"Date", "Message-ID", "From", "To", "Cc", "Bcc"} & set(message.keys())


@pytest.mark.parametrize("kind", ["invite", "remind"])
def test_what_is_attached_is_the_form_that_was_asked_for(nap: Nap, rounds: Path, out: Path, kind: str) -> None:
    plan = loaded(rounds).whole()
    nap("round", "letters", "2025", "--kind", kind, "--reply-by", "2027-02-15", "--out", str(out), *ON, plan=rounds)
    found = mails(out)
    assert found
    for form in forms(plan, 2025):
        if form.actor in found:
            content = workbook(form, reply_by=datetime.date(2027, 2, 15))
            assert attached(found[form.actor]) == [(form.file_name, content)]


def test_the_form_says_of_which_commit_it_is(nap: Nap, rounds: Path, out: Path) -> None:
    git(rounds, "init", "--quiet")
    git(rounds, "add", ".")
    git(rounds, "commit", "--quiet", "--message", "first")
    nap("round", "letters", "2025", "--kind", "invite", "--actor", "VVW", "--out", str(out), *ON, plan=rounds)
    (form,) = common.chosen_forms(loaded(rounds).whole(), 2025, ["VVW"])
    commit = git(rounds, "rev-parse", "HEAD").strip()
    assert attached(mails(out)["vrij-water"]) == [(form.file_name, workbook(form, revision=commit))]


@pytest.mark.parametrize(
    ("kind", "states"), [("invite", {"all", "part", "none"}), ("remind", {"part", "none"}), ("thanks", {"all"})]
)
def test_who_gets_a_letter_follows_from_who_has_answered(
    nap: Nap, rounds: Path, out: Path, kind: str, states: set[str]
) -> None:
    status = nap("round", "status", "2025", "--format", "json", plan=rounds).json
    result = nap("round", "letters", "2025", "--kind", kind, "--out", str(out), plan=rounds)
    assert result.code == 0
    found = mails(out)
    assert found.keys() == {record["actor"] for record in status if record["state"] in states}
    assert all(bool(attached(message)) is (kind != "thanks") for message in found.values())


def test_answers_after_the_day_do_not_count(nap: Nap, rounds: Path, out: Path) -> None:
    nap("round", "letters", "2025", "--kind", "remind", "--out", str(out), "--on", "2025-01-01", plan=rounds)
    assert len(mails(out)) == 11


def test_the_same_files_give_the_same_letters(nap: Nap, rounds: Path, tmp_path: Path) -> None:
    contents = []
    for folder in ("one", "two"):
        out = tmp_path / folder
        nap("round", "letters", "2025", "--kind", "invite", "--out", str(out), *ON, plan=rounds)
        contents.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert contents[0] == contents[1]
    assert len(contents[0]) == 11
    for content in contents[0].values():
        assert content.count(b"\n") == content.count(b"\r\n")


def test_nobody_to_write_to_is_said(nap: Nap, tmp_path: Path, out: Path) -> None:
    thanks = nap("round", "letters", "2026", "--kind", "thanks", "--out", str(out))
    assert (thanks.code, thanks.err) == (
        0, "nap: Nobody has answered for everything over 2026 yet, so that there is nobody to thank.\n",
    )  # fmt: skip
    plan = write_plan(tmp_path / "plan", action("1", updates=[update("2025-05-01", "in_progress")]))
    remind = nap("round", "letters", "2025", "--kind", "remind", "--out", str(out), plan=plan)
    assert remind.err == "nap: Nobody has to be reminded: all answers over 2025 are in.\n"
    assert not out.exists()


def test_what_is_said_is_said_in_the_language_that_is_asked_for(nap: Nap, rounds: Path, out: Path) -> None:
    more = ("--kind", "invite", "--out", str(out), "--actor", "VVW")
    said = nap("round", "letters", "2025", *more, "--lang", "nl", plan=rounds)
    assert said.code == 0
    assert said.err.splitlines() == [
        "nap: In de map van het plan is er geen contacts.yaml; de ontwerpen hebben dus geen adressen.",
        "nap: De brieven zeggen niet tegen wanneer er geantwoord moet worden; geef de dag op met --reply-by.",
        f"nap: 1 ontwerp in {out}. Er is niets verstuurd.",
    ]


def test_one_body_can_be_written_to_alone(nap: Nap, rounds: Path, out: Path) -> None:
    more = ("--kind", "invite", "--out", str(out))
    exact = nap("round", "letters", "2025", *more, "--actor", "MW", "--exact", "--actor", "VVW", "--exact", plan=rounds)
    assert mails(out).keys() == {"ministerie-water", "vrij-water"}
    assert exact.err.splitlines()[-1].startswith("nap: 2 drafts in")
    one = nap("round", "letters", "2025", *more, "--actor", "sluiswachters", plan=rounds)
    assert one.err.splitlines()[-1] == f"nap: 1 draft in {out}. Nothing was sent."
    unknown = nap("round", "letters", "2025", *more, "--actor", "MV", plan=rounds)
    assert unknown.code == 2
    assert "No actor is called 'MV'." in unknown.err


# -- what they say ---------------------------------------------------------------------------------------------


def letters_of(plan: Plan, kind: Kind, year: int = 2025) -> dict[str, Letter]:
    return {body.actor: letter(plan, body, kind, year, DAY) for body in progress(plan, year)}


@pytest.fixture(scope="module")
def water() -> Plan:
    return loaded(ROUNDS).whole()


@pytest.mark.parametrize("root", [ROOT, ROUNDS])
def test_a_letter_knows_what_is_asked_missing_and_late(root: Path) -> None:
    plan = loaded(root).whole()
    for body in progress(plan, 2025):
        made = letter(plan, body, "remind", 2025, DAY)
        assert [item.id for item in made.actions] == [item.action.id for item in body.expected]
        assert [item.id for item in made.missing] == [item.action.id for item in body.missing]
        assert len(made.answered) + len(made.missing) == len(made.actions)
        late = {
            (item.action.id, due.due)
            for item in body.expected
            for due in standing(plan, item.action, DAY).dues
            if due.due and due.due < DAY and due.status not in {"completed", "stopped"}
        }
        assert {(line.id, line.due) for line in made.late} == late
        assert len(made.late) == len(late)
        for line in made.late:
            assert line.days == (DAY - line.due).days
            assert line.answered == (line.id not in {item.id for item in made.missing})


def test_who_answers_for_others_reads_for_whom(water: Plan) -> None:
    made = letters_of(water, "invite")["secretariaat-water"]
    assert [(item.id, item.on_behalf_of) for item in made.actions] == [("4", ""), ("4", "De overige ministeries")]
    text = worded(made, template_folders(ROUNDS, None, "invite")).body
    assert "(namens: De overige ministeries)" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reply_by", [None, datetime.date(2027, 2, 15)])
def test_every_template_makes_a_whole_letter_in_its_language(
    kind: Kind, language: str, reply_by: datetime.date | None
) -> None:
    told = [update("2025-05-01", "in_progress")] if kind == "thanks" else []
    phases = [
        {"label": {"nl": "Fase 1", "fr": "Phase 1"}, "due": "2024-12-31", "precision": "year"},
        {"label": "Later"},
    ]
    phased = {"stated": "Fase 1: 2024", "kind": "phased", "phases": phases}
    who = actors()
    who["actors"][2]["language"] = language
    plan = plan_of(
        action("1", updates=told),
        action("2", deadline=phased, updates=told),
        action("3", updates=[update("2025-05-01", "in_progress")]),
        plan=manifest(counts={"actions": 3, "sub_actions": 0}, languages=list(LANGUAGES)),
        who=who,
    )
    (body,) = progress(plan, 2025)
    words = worded(letter(plan, body, kind, 2025, DAY, reply_by), template_folders(ROOT / "nowhere", None, kind))
    assert (builtin_folder() / "letters" / f"{kind}.{language}.txt.j2").is_file()
    assert "2025" in words.subject
    assert "\n" not in words.subject
    for stray in ("{", "}", "None", "  ", "\n\n\n", "()"):
        assert stray not in words.body, stray
    due = {"nl": "31 december 2024", "fr": "31 décembre 2024", "de": "31. Dezember 2024", "en": "31 December 2024"}
    assert words.body.count(due[language]) == {"invite": 3, "remind": 2, "thanks": 0}[kind]
    if kind != "thanks":
        assert ("Phase 1" if language == "fr" else "Fase 1") in words.body
        assert ("2027" in words.body) == (reply_by is not None)
    listed = re.findall(r"^- (\d)\.", words.body, re.MULTILINE)
    assert listed == (["1", "2"] if kind == "remind" else ["1", "2", "3"])
    own = {
        "nl": ("u ", "Met"),
        "fr": ("vous", "Veuillez agréer"),
        "de": ("Sie", "Freundlichen"),
        "en": ("you", "Yours"),
    }
    assert own[language][0] in words.body
    assert words.body.rstrip().endswith("Secretariaat")
    if language == "fr":  # a space that does not break stands before what French sets apart
        assert not re.findall(r" [:;?!»]|« ", words.subject + words.body)


def test_a_letter_in_a_language_without_a_template_is_english_around_the_plans_own_words() -> None:
    who = actors()
    who["actors"][2]["language"] = "it"
    plan = plan_of(action("1"), plan=manifest(languages=["nl", "it"]), who=who)
    (body,) = progress(plan, 2025)
    words = worded(letter(plan, body, "invite", 2025, DAY), template_folders(ROOT / "nowhere", None, "invite"))
    assert words.body.startswith("Dear Sir or Madam,")
    assert "31 December 2024" in words.body


# -- templates of one's own ------------------------------------------------------------------------------------


def own(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_template_of_ones_own_replaces_the_built_in_one_in_its_language_only(
    nap: Nap, rounds: Path, tmp_path: Path, out: Path
) -> None:
    text = "Beste {{ letter.label }}\n\nVoor {{ letter.day | day }}: {{ letter.missing | length }}\n"
    mine = own(tmp_path / "mine", "invite.nl.txt.j2", text)
    nap("round", "letters", "2025", "--kind", "invite", "--out", str(out), "--template", str(mine), *ON, plan=rounds)
    found = mails(out)
    assert found["ministerie-water"]["Subject"] == "Beste MW"
    assert text_of(found["ministerie-water"]) == "Voor 22 november 2026: 1\n"
    assert text_of(found["bureau-noordkust"]).startswith("Madame, Monsieur,")


def test_the_plan_may_have_templates_beside_its_data_and_those_named_go_before_them(
    nap: Nap, rounds: Path, tmp_path: Path, out: Path
) -> None:
    own(rounds / "templates" / "letters", "thanks.nl.txt.j2", "Van het plan\n\nDank.\n")
    more = ("round", "letters", "2025", "--kind", "thanks", "--actor", "rijk", "--exact", "--out", str(out))
    nap(*more, plan=rounds)
    assert mails(out)["rijk"]["Subject"] == "Van het plan"
    nap(*more, "--template", str(own(tmp_path / "mine", "thanks.nl.txt.j2", "Van mij\n\nDank.\n")), plan=rounds)
    assert mails(out)["rijk"]["Subject"] == "Van mij"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("een\n\n{{ letter.yeer }}\n", ("invite.nl.txt.j2, line 3: Letter has no field 'yeer'; did you mean 'year'?",)),
        ("een\n\ntwee\n{{ nobody }}\n", ("invite.nl.txt.j2, line 4", "nobody")),
        ("{% if %}\n", ("invite.nl.txt.j2, line 1",)),
        ('een\n\n{% include "../secret.txt" %}', ("secret.txt",)),
        ("een\n\n{{ letter.__class__.__mro__ }}", ("invite.nl.txt.j2",)),
        ("een\n\n{{ 'x' | day }}", ("invite.nl.txt.j2, line 3", "'x' is not a day")),
        ("een\ntwee\n", ("invite.nl.txt.j2 does not make a letter", "second line is empty")),
        ("\n\ntwee\n", ("does not make a letter",)),
        ("een\n\n\n\n", ("does not make a letter",)),
        ("", ("does not make a letter",)),
    ],
)
def test_a_mistake_in_a_template_is_named_and_nothing_is_written(
    nap: Nap, rounds: Path, tmp_path: Path, out: Path, text: str, said: tuple[str, ...]
) -> None:
    (tmp_path / "secret.txt").write_text("geheim", encoding="utf-8")
    mine = own(tmp_path / "mine", "invite.nl.txt.j2", text)
    result = nap(
        "round", "letters", "2025", "--kind", "invite", "--out", str(out), "--template", str(mine), plan=rounds
    )
    assert result.code == 2
    assert not out.exists()
    for words in said:
        assert words in result.err


def test_a_folder_without_a_template_for_the_letter_is_refused(
    nap: Nap, rounds: Path, tmp_path: Path, out: Path
) -> None:
    for mine in (tmp_path / "nowhere", own(tmp_path / "mine", "remind.nl.txt.j2", "een\n\ntwee\n")):
        result = nap(
            "round", "letters", "2025", "--kind", "invite", "--out", str(out), "--template", str(mine), plan=rounds
        )
        assert result.code == 2
        assert "invite.nl.txt.j2" in result.err
        assert not out.exists()


# -- nothing slips in ------------------------------------------------------------------------------------------

EVIL = "Plan\r\nBcc: evil@example.org\r\n\r\n<b>x</b>\u2028Cc: evil@example.org\x1b[31m\u202etxt\x00\x0b{{ 7 * 7 }}"


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_of_the_plan_becomes_a_header_or_hides_anything(nap: Nap, tmp_path: Path, out: Path, kind: str) -> None:
    evil = EVIL.replace("\x00", "").replace("\x1b", "")  # those no file of a plan can hold
    who = actors()
    who["actors"][2] |= {"name": evil, "long_name": evil}
    who["actors"][1]["name"] = evil
    told = [update("2025-05-01", "in_progress")] if kind == "thanks" else []
    plan = write_plan(tmp_path, action("1", title=evil, updates=told), plan=manifest(title=evil), who=who)
    result = nap("round", "letters", "2025", "--kind", kind, "--out", str(out), *ON, plan=plan)
    assert result.code == 0, result.err
    message = mails(out)["een"]
    assert set(message.keys()) == {"X-Unsent", "Subject", "MIME-Version", "Content-Type"} | (
        {"Content-Transfer-Encoding"} if kind == "thanks" else set()
    )
    assert "Bcc: evil@example.org" in message["Subject"]  # as words
    text = message["Subject"] + text_of(message)
    assert not re.search(HIDDEN, text)
    assert not re.search(r"^(Bcc|Cc):", text, re.MULTILINE)
    assert "{{ 7 * 7 }}" in text


def test_what_a_template_itself_holds_is_cleaned_too(water: Plan, tmp_path: Path) -> None:
    mine = own(
        tmp_path,
        "thanks.nl.txt.j2",
        "Dank\u202e {{ letter.label }}\r\n\r\n{% macro m() %}a\x1b[1m\nb{% endmacro %}{{ m() }}\x0bc\n",
    )
    words = worded(letters_of(water, "thanks")["rijk"], template_folders(ROUNDS, mine, "thanks"))
    assert words == Worded("Dank Het Rijk", "a[1m\nb c\n")


lines = st.text(st.characters(codec="utf-8"), max_size=300).map(one_line).map(str.strip).filter(bool)


@given(subject=lines, body=st.lists(lines, min_size=1, max_size=5), content=st.binary(max_size=200))
@example("a" * 2000, ["." * 3000, ".", "From x", "=_"], b"")
@example("é" * 500 + " " + "=?utf-8?q?x?=", ["x"], b"=_")
@example("Re: a,b;c <d@e.example> \"f\" 'g' (h) [i]", ["--=_"], b"\r\n--=_\r\n")
def test_a_draft_is_read_back_as_it_was_meant(subject: str, body: list[str], content: bytes) -> None:
    to = Contact(main="a+b@example.org", alternate="c.d@sub.example.org")
    made = draft(Worded(subject, "\n".join(body) + "\n"), to, "from@example.org", ("form.xlsx", content))
    assert made == draft(Worded(subject, "\n".join(body) + "\n"), to, "from@example.org", ("form.xlsx", content))
    assert made.isascii()
    assert max(map(len, made.split(b"\r\n"))) <= 998
    message = cast("EmailMessage", email.message_from_bytes(made, policy=email.policy.default))
    assert message.keys() == ["Subject", "X-Unsent", "From", "To", "Cc", "MIME-Version", "Content-Type"]
    assert (message["From"], message["To"], message["Cc"]) == ("from@example.org", to.main, to.alternate)
    assert message["Subject"] == subject
    assert text_of(message).splitlines() == [line for text in body for line in text.splitlines()]
    assert attached(message) == [("form.xlsx", content)]
    assert message.defects == []


# -- addresses -------------------------------------------------------------------------------------------------

GOOD = """
sender: opvolging@example.org        # optional
contacts:
  ministerie-water: {main: mw@example.org, alternate: contact@example.org}
  vrij-water: info@example.org
"""


def write_letters(nap: Nap, plan: Path, out: Path, *more: str) -> Result:
    return nap(
        "round",
        "letters",
        "2025",
        "--kind",
        "invite",
        "--reply-by",
        "2027-02-15",
        "--out",
        str(out),
        *more,
        *ON,
        plan=plan,
    )


def test_letters_go_where_contacts_yaml_says(nap: Nap, rounds: Path, out: Path) -> None:
    (rounds / "contacts.yaml").write_text(GOOD, encoding="utf-8")
    result = write_letters(nap, rounds, out)
    assert result.code == 0
    found = mails(out)
    first, second = found["ministerie-water"], found["vrij-water"]
    assert (first["From"], first["To"], first["Cc"]) == (
        "opvolging@example.org",
        "mw@example.org",
        "contact@example.org",
    )
    assert (second["From"], second["To"], second["Cc"]) == ("opvolging@example.org", "info@example.org", None)
    assert found["rijk"]["To"] is None
    assert found["rijk"]["From"] == "opvolging@example.org"
    warning = "nap: No address is known of rijk, secretariaat-water, dienst-sluizen, ministerie-financien, "
    assert warning in result.err
    assert "vrij-water" not in result.err
    assert "example.org" not in result.err  # none of them is doubted


def test_another_file_with_addresses_can_be_named(nap: Nap, rounds: Path, tmp_path: Path, out: Path) -> None:
    path = tmp_path / "elsewhere.yaml"
    path.write_text(GOOD, encoding="utf-8")
    write_letters(nap, rounds, out, "--contacts", str(path))
    assert mails(out)["vrij-water"]["To"] == "info@example.org"
    path.unlink()
    missing = write_letters(nap, rounds, out, "--contacts", str(path))
    assert missing.code == 2
    assert f"There is no file {path}." in missing.err


def test_without_addresses_drafts_are_written_with_one_warning(nap: Nap, rounds: Path, out: Path) -> None:
    result = write_letters(nap, rounds, out)
    assert result.code == 0
    assert result.err.splitlines() == [
        "nap: There is no contacts.yaml in the plan's folder, so the drafts have no addresses.",
        f"nap: 11 drafts in {out}. Nothing was sent.",
    ]
    assert {message["To"] for message in mails(out).values()} == {None}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  ministerie-watr: a@example.org", ["2:3: There is no actor ministerie-watr. Did you mean ministerie-water"]),
        ("  Ministère de l’Eau: a@example.org", ["2:3: ", "Write its id: ministerie-water."]),
        ("  rijk: a@example", ["2:9: 'a@example' is not a mail address."]),
        ("  rijk:\n    main: a b@example.org", ["3:11: "]),
        ('  rijk:\n    main: a@example.org\n    alternate: "b@example.org\\nBcc: c@example.org"', ["4:16: "]),
        ("  rijk: 'A <a@example.org>'", ["2:9: ", "one address and nothing else"]),
        ("  rijk: a@example.org; b@example.org", ["2:9: "]),
        ("  rijk: jürgen@example.org", ["2:9: "]),
        ("  rijk: a@example.org\nsender: nobody", ["3:9: 'nobody' is not a mail address."]),
        ("  rijk: {mian: a@example.org}", ["2:10: There is no field `mian` here. Did you mean `main`?"]),
        ("  rijk: {alternate: a@example.org}", ["2:9: The field `main` is missing."]),
        ("  rijk:", ["2:8: "]),
        ("  rijk: [a@example.org]", ["2:9: "]),
        ("  rijk: ''", ["2:9: "]),
        ("  12: a@example.org", ["2:3: "]),
        ("  rijk: a@example.org\n  rijk: b@example.org", ["3:3: ", "second time"]),
        ("  a@example.org", ["2:3: "]),
        ("  {}\ncontact:\n  rijk: a@example.org", ["3:1: There is no field `contact` here. Did you mean `contacts`?"]),
        ("  rijk: &a a@example.org\n  vrij-water: *a", ["2:9: "]),
        ("  [", ["3:1: "]),
        ("  rijk: x\n  nobody: y", ["2:9: ", "3:3: ", "3:11: "]),
    ],
)
def test_everything_wrong_with_the_addresses_is_said_with_its_place(
    nap: Nap, rounds: Path, out: Path, text: str, said: list[str]
) -> None:
    (rounds / "contacts.yaml").write_text(f"contacts:\n{text}\n", encoding="utf-8")
    result = write_letters(nap, rounds, out)
    assert result.code == 3
    assert "contacts.yaml cannot be read:" in result.err
    for words in said:
        assert (f"contacts.yaml:{words}" if words[0].isdigit() else words) in result.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sender: a@example.org\n", "contacts.yaml:1:1: The field `contacts` is missing."),
        ("", "contacts.yaml:1:1: The file is empty."),
        ("- a@example.org\n", "contacts.yaml:1:1: "),
    ],
)
def test_a_file_without_contacts_is_said(nap: Nap, rounds: Path, out: Path, text: str, said: str) -> None:
    (rounds / "contacts.yaml").write_text(text, encoding="utf-8")
    result = write_letters(nap, rounds, out)
    assert result.code == 3
    assert said in result.err


def test_of_many_mistakes_the_first_are_said(nap: Nap, rounds: Path, out: Path) -> None:
    entries = "".join(f"  nobody-{number}: a@example.org\n" for number in range(40))
    (rounds / "contacts.yaml").write_text(f"contacts:\n{entries}", encoding="utf-8")
    result = write_letters(nap, rounds, out)
    assert result.code == 3
    assert result.err.count("There is no actor") == 10
    assert "and 30 more." in result.err


@pytest.mark.parametrize("name", ["contacts.yaml", "other:[a].yaml"])
def test_addresses_that_git_keeps_are_refused(nap: Nap, rounds: Path, out: Path, name: str) -> None:
    path = rounds / name
    path.write_text(GOOD, encoding="utf-8")
    git(rounds, "init", "--quiet")
    more = ("--contacts", str(path)) if name != "contacts.yaml" else ()
    loose = write_letters(nap, rounds, out, *more)
    assert loose.code == 0
    assert "git does not ignore" in loose.err
    (rounds / ".gitignore").write_text("*.yaml\n", encoding="utf-8")
    assert "git does" not in write_letters(nap, rounds, out, *more).err
    git(rounds, "add", "--force", ".")
    shutil.rmtree(out)
    result = write_letters(nap, rounds, out, *more)
    assert result.code == 2
    assert "git keeps" in result.err
    assert f"git rm --cached {name}" in result.err
    assert not out.exists()
    link = rounds.parent / "link.yaml"
    link.symlink_to(path)
    assert "git keeps" in write_letters(nap, rounds, out, "--contacts", str(link)).err


def test_drafts_with_addresses_that_git_would_take_along_are_warned_of(nap: Nap, rounds: Path, tmp_path: Path) -> None:
    contacts = tmp_path / "contacts.yaml"
    contacts.write_text(GOOD, encoding="utf-8")
    git(rounds, "init", "--quiet")
    (rounds / ".gitignore").write_text("/mails/\n", encoding="utf-8")

    def warned(out: Path, *more: str) -> list[str]:
        result = write_letters(nap, rounds, out, *more)
        assert result.code == 0
        return [line for line in result.err.splitlines() if "git" in line]

    addressed = ("--contacts", str(contacts))
    seen = rounds / "seen"
    warning = f"nap: git does not ignore {seen}: add it to .gitignore, so that it stays here."
    assert warned(seen, *addressed) == [warning]
    assert warned(seen) == []  # without addresses it says nothing that the plan does not say
    assert warned(rounds / "mails", *addressed) == []
    assert warned(tmp_path / "outside", *addressed) == []
    (rounds / ".gitignore").write_text("*.eml\n", encoding="utf-8")
    assert warned(seen, *addressed) == []
    git(rounds, "add", "--force", "seen")
    assert warned(seen, *addressed) == [warning]


def test_this_repository_ignores_addresses_and_what_a_round_makes() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"contacts.yaml", "/forms/", "/mails/"} <= set(ignored)


def test_what_is_no_file_is_said(nap: Nap, rounds: Path, out: Path) -> None:
    (rounds / "contacts.yaml").mkdir()
    folder = write_letters(nap, rounds, out)
    assert folder.code == 3
    assert "not a regular file" in folder.err
    (rounds / "contacts.yaml").rmdir()
    (rounds / "contacts.yaml").write_text("x" * 600_000, encoding="utf-8")
    assert "too large" in write_letters(nap, rounds, out).err


def test_addresses_that_may_be_somebodys_own_are_said_and_those_of_services_are_not(water: Plan) -> None:
    def doubted(actor: str, address: str) -> bool:
        return bool(perhaps_personal(water, Contacts({actor: Contact(main=address)})))

    assert doubted("ministerie-water", "jan.peeters@example.org")
    assert doubted("ministerie-water", "jp@example.org")
    assert doubted("vrij-water", "mw@example.org")
    assert not doubted("ministerie-water", "mw@example.org")
    assert not doubted("ministerie-water", "helder-water@example.org")
    assert not doubted("rijk", "suivi.plan@example.org")
    assert not doubted("ministerie-water", "secretariaat@example.org")
    assert not doubted("ministerie-water", "water-opvolging@example.org")
    assert not doubted("dienst-sluizen", "mensen.ecluses@example.org")
    assert not doubted("dienst-sluizen", "ministerie@example.org")  # of whom it is part
    found = perhaps_personal(
        water, Contacts({"rijk": Contact(main="info@example.org", alternate="an@example.org")}, "bo@example.org")
    )
    assert found == ["bo@example.org", "an@example.org"]


def test_a_personal_address_is_warned_of_and_used(nap: Nap, rounds: Path, out: Path) -> None:
    (rounds / "contacts.yaml").write_text("contacts: {rijk: jan.peeters@example.org}\n", encoding="utf-8")
    result = write_letters(nap, rounds, out)
    assert result.code == 0
    assert "These may be somebody's own: jan.peeters@example.org." in result.err
    assert mails(out)["rijk"]["To"] == "jan.peeters@example.org"


@given(
    text=st.text(st.characters(codec="utf-8"), max_size=60)
    | st.from_regex(r"[ -~]{1,20}@[ -~]{1,20}\.[a-z]{2}", fullmatch=True)
)
@example("a@example.org\nBcc: b@example.org")
@example("a@example.org,b@example.org")
@example("a" * 64 + "@" + "b" * 60 + "." + "c" * 60 + "." + "d" * 55 + ".example.org")
@example("service.for.human-rights_and+business" + "@" + "the.ministry.of.everything.example.org")
@example("a" * 60_000 + "@" + "b-" * 60_000)
def test_an_address_that_is_taken_is_one_address_in_the_draft(water: Plan, text: str) -> None:
    found = contacts_in(water, json.dumps({"contacts": {"rijk": text}}).encode(), "contacts.yaml")
    if not isinstance(found, Contacts):
        return
    message = email.message_from_bytes(draft(Worded("x", "y\n"), found.of["rijk"]), policy=email.policy.default)
    (address,) = message["To"].addresses
    assert address.addr_spec == text
    assert message.keys()[:3] == ["Subject", "X-Unsent", "To"]


# -- files -----------------------------------------------------------------------------------------------------


def test_drafts_of_the_same_name_are_replaced_and_everything_else_stays(nap: Nap, rounds: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "mails"
    out.mkdir(parents=True)
    other, old = out / "notes.txt", out / "xx-helder-water-2025-invite-rijk.eml"
    other.write_text("a note", encoding="utf-8")
    target = tmp_path / "target"
    target.write_text("untouched", encoding="utf-8")
    old.symlink_to(target)
    assert write_letters(nap, rounds, out).code == 0
    assert other.read_text(encoding="utf-8") == "a note"
    assert target.read_text(encoding="utf-8") == "untouched"
    assert mail(old)["X-Unsent"] == "1"
    assert len(list(out.iterdir())) == 12


def test_a_file_in_the_way_of_the_folder_is_said(nap: Nap, rounds: Path, out: Path) -> None:
    out.write_text("x", encoding="utf-8")
    result = write_letters(nap, rounds, out)
    assert result.code == 2
    assert "is no folder" in result.err


def test_nothing_is_written_from_a_plan_that_cannot_be_read_whole(nap: Nap, tmp_path: Path, out: Path) -> None:
    plan = write_plan(tmp_path / "plan", action("1"), action("2") | {"chapter": "x"})
    result = write_letters(nap, plan, out)
    assert result.code == 3
    assert not out.exists()


def test_a_letter_without_a_day_to_answer_by_is_warned_of(nap: Nap, rounds: Path, out: Path) -> None:
    more = ("--actor", "rijk", "--exact", "--out", str(out))
    for kind, warned in (("invite", True), ("thanks", False)):
        result = nap("round", "letters", "2025", "--kind", kind, *more, plan=rounds)
        assert ("--reply-by" in result.err) is warned


@pytest.mark.parametrize("arguments", [[], ["--kind", "love"], ["--kind", "invite", "--reply-by", "15-02-2027"]])
def test_wrong_usage_is_refused(nap: Nap, arguments: list[str]) -> None:
    assert nap("round", "letters", "2026", *arguments).code == 2


def test_a_year_before_the_plan_is_refused(nap: Nap, out: Path) -> None:
    assert nap("round", "letters", "2020", "--kind", "invite", "--out", str(out)).code == 2


def test_a_template_error_is_a_naperror_for_who_calls_it(water: Plan, tmp_path: Path) -> None:
    mine = own(tmp_path, "thanks.nl.txt.j2", "a\n\n{{ x }}\n")
    with pytest.raises(NapError, match=r"thanks\.nl\.txt\.j2, line 3"):
        worded(letters_of(water, "thanks")["rijk"], template_folders(ROUNDS, mine, "thanks"))


def test_drafts_for_who_answered_meanwhile_are_named(nap: Nap, tmp_path: Path) -> None:
    stale = tmp_path / "be-nap-bhr-2-2026-remind-long-gone.eml"
    stale.write_text("an older draft", encoding="utf-8")
    result = nap("round", "letters", "2026", "--kind", "remind", "--out", str(tmp_path))
    assert result.code == 0
    assert "not to be sent any more; remove them: be-nap-bhr-2-2026-remind-long-gone.eml." in result.err
    assert stale.exists()
    one = nap("round", "letters", "2026", "--kind", "remind", "--actor", "AWEX", "--out", str(tmp_path))
    assert "remove them" not in one.err


def test_who_is_named_and_has_not_answered_is_not_said_of_everybody(nap: Nap, tmp_path: Path) -> None:
    result = nap("round", "letters", "2026", "--kind", "thanks", "--actor", "AWEX", "--out", str(tmp_path))
    assert "None of those named has answered for everything over 2026 yet." in result.err
