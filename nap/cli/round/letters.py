"""`nap round letters`: one draft of a mail for each body, to be looked at and sent by people."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from nap.cli import files, options, reading
from nap.cli.round import common
from nap.sentence import Sentence, say

if TYPE_CHECKING:
    from nap.cli.reading import Reading
    from nap.model.plan import Plan
    from nap.round.contacts import Contacts


def letters(
    year: common.Year,
    kind: Annotated[
        Literal["invite", "remind", "thanks"],
        typer.Option(
            "--kind",
            help="Invite all who are asked something, remind those who still owe answers, or thank the others.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to put the drafts in.")] = Path("mails"),
    contacts: Annotated[
        Path | None,
        typer.Option(
            "--contacts",
            metavar="FILE",
            help="The file with the addresses, which git must not know. Default: contacts.yaml in the plan's folder.",
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="DIR",
            help="A folder with templates of your own. Default: templates/letters in the plan's folder.",
        ),
    ] = None,
    reply_by: common.ReplyBy = None,
    actor: options.ActorsOnly = None,
    exact: options.Exact = False,
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
    on: options.On = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="LANG",
            help="Language of what is said here. Default: that in NAP_LANG, or English. Each letter is in the language "
            "of its body.",
            rich_help_panel="Output",
        ),
    ] = None,
) -> None:
    """Write the letters of a round as drafts of mails (.eml), each in the language of its body. Nothing is sent.

    The form goes with an invitation and with a reminder. What is late, is late on the day of --on; answers dated after
    that day do not count, if it is given. Drafts that are in the folder already are replaced.
    """
    from nap.round.letters import FORM_GOES_WITH, draft, file_name, gets, letter, template_folders, worded
    from nap.round.progress import progress
    from nap.round.workbook import workbook

    common.require_to_come(reply_by)
    words = reading.words_in(lang)
    session = reading.gather(plan_dir, rev)
    plan = session.loaded.whole()
    forms = {form.actor: form for form in common.chosen_forms(plan, year, actor or (), exact=exact)}
    bodies = [body for body in progress(plan, year, on) if body.actor in forms and gets(body, kind)]
    folders = template_folders(session.root, template, kind)
    addresses = _addresses(session, plan, contacts, words) if bodies else None
    revision, day = common.revision_of(session), on or reading.today()
    drafts: dict[str, bytes] = {}
    with reading.progress("Writing letters", common.FORMS_WORTH_A_BAR) as told:
        for number, body in enumerate(bodies, start=1):
            text = worded(letter(plan, body, kind, year, day, reply_by), folders)
            form, attached = forms[body.actor], None
            if kind in FORM_GOES_WITH:
                attached = (form.file_name, workbook(form, revision=revision, reply_by=reply_by))
            to = addresses.of.get(body.actor) if addresses else None
            sender = addresses.sender if addresses else None
            drafts[file_name(plan, body, kind, year)] = draft(text, to, sender, attached)
            if told is not None:
                told(number, len(bodies))
    old = _older(out, f"{plan.manifest.id}-{year}-{kind}-*.eml", drafts) if not actor else []
    if drafts:
        files.make_folder(out)
    # Only now, so that a mistake in a template or in the addresses leaves no half of them behind.
    for name, content in drafts.items():
        files.put(out / name, content)
    if kind in FORM_GOES_WITH and drafts and reply_by is None:
        reading.warn(say("The letters do not say by when to answer; give the day with --reply-by."), words)
    if addresses:
        _say_who_has_none(addresses, [body.actor for body in bodies], words)
        _say_if_git_sees(out, next(iter(drafts)), words)
    if old:
        stale = say("Drafts of before that are not to be sent any more; remove them: {names}.", names=", ".join(old))
        reading.warn(stale, words)
    reading.warn(_total(len(drafts), kind, year, out, some=bool(actor)), words)


def _addresses(session: Reading, plan: Plan, given: Path | None, words: str) -> Contacts | None:
    """The addresses, with a warning about what is doubtful in them; None, with a warning, where there is no file."""
    from nap.round.contacts import FILE, perhaps_personal, read_contacts
    from nap.store import git

    path, name = (given, str(given)) if given else (session.root / FILE, FILE)
    if given is None and not path.exists():
        reading.warn(say("There is no {name} in the plan's folder, so the drafts have no addresses.", name=FILE), words)
        return None
    addresses = read_contacts(plan, path, name)
    if not git.is_ignored(path):
        reading.warn(_seen_by_git(name), words)
    doubted = perhaps_personal(plan, addresses)
    if doubted:
        listed = ", ".join(doubted)
        personal = say("Write to mailboxes of services. These may be somebody's own: {addresses}.", addresses=listed)
        reading.warn(personal, words)
    return addresses


def _older(out: Path, pattern: str, drafts: Collection[str]) -> list[str]:
    """The drafts of the same kind in a folder that are not made again: who they are for has answered since."""
    return sorted(path.name for path in out.glob(pattern) if path.name not in drafts)


def _seen_by_git(name: str) -> Sentence:
    return say("git does not ignore {name}: add it to .gitignore, so that it stays here.", name=name)


def _say_if_git_sees(out: Path, draft: str, words: str) -> None:
    """Warn of a folder from which git would take a draft along, with the addresses in it."""
    from nap.store import git

    if not git.is_ignored(out / draft):
        reading.warn(_seen_by_git(str(out)), words)


def _say_who_has_none(addresses: Contacts, actors: list[str], words: str) -> None:
    """Warn of drafts without an address."""
    without = [actor for actor in actors if actor not in addresses.of]
    if without:
        reading.warn(say("No address is known of {actors}.", actors=", ".join(without)), words)


def _total(drafts: int, kind: str, year: int, out: Path, *, some: bool) -> Sentence:
    """What was written, or why nothing was."""
    if drafts == 1:
        return say("1 draft in {folder}. Nothing was sent.", folder=out)
    if drafts:
        return say("{count} drafts in {folder}. Nothing was sent.", count=drafts, folder=out)
    if some and kind == "remind":
        return say("None of those named has to be reminded: their answers over {year} are in.", year=year)
    if some:
        return say("None of those named has answered for everything over {year} yet.", year=year)
    if kind == "remind":
        return say("Nobody has to be reminded: all answers over {year} are in.", year=year)
    return say("Nobody has answered for everything over {year} yet, so that there is nobody to thank.", year=year)
