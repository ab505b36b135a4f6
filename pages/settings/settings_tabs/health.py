"""Is everything all right? Disk, backups, ledger, versions: each in a word and a sentence."""

import streamlit as st

from data.commands.listener import Command
from data.commands.terminal import DONE
from data.keeping import health, nightly
from data.keeping.health import ATTENTION, BAD, GOOD, Finding
from data.warehouse import Refused, Warehouse
from locales import _, ngettext
from pages.parts import handed_over, layout, session
from pages.parts.text import md_escape

ICONS = {GOOD: "check_circle", ATTENTION: "error", BAD: "cancel"}
COLOURS = {GOOD: "green", ATTENTION: "orange", BAD: "red"}


def _verdicts() -> dict[str, str]:
    return {GOOD: _("Good"), ATTENTION: _("Attention"), BAD: _("Bad")}


def _names() -> dict[str, str]:
    return {
        "database": _("Warehouse"),
        "ledger": _("Ledger"),
        "disk": _("Disk"),
        "folder": _("Folder"),
        "backup": _("Last backup"),
        "check": _("Check of the backup"),
        "log": _("Write-ahead log"),
        "versions": _("Versions"),
        "rejected": _("Records left out"),
    }


def _finding(findings: list[Finding]) -> str:
    """The page in one sentence."""
    bad = [f for f in findings if f.state == BAD]
    if bad:
        return bad[0].sentence
    watched = sum(f.state == ATTENTION for f in findings)
    if watched == 0:
        return _("Everything is all right.")
    text = ngettext(
        "Everything works; one point wants attention.",
        "Everything works; {n} points want attention.",
        watched,
    )
    return text.format(n=watched)


def _back_up() -> None:
    """The button: one backup, in Octant's own folder of backups."""
    session.speak()
    try:
        path = nightly.back_up(session.company_warehouse())
    except Refused as refused:
        session.keep("health_said", (False, str(refused)))
        return
    said = _("The backup agrees with its ledger: {path}").format(path=path)
    session.keep("health_said", (True, said))


def _rebuild(*of_what: str) -> None:
    """The buttons: the book made anew from ledger and originals, or the ledger from the book."""
    session.speak()
    arguments = ["rebuild", *of_what]
    command = Command("python -m data", arguments, session.who(), session.language())
    code, out, err = handed_over.perform(command)
    session.keep("health_said", (code == DONE, (out or err).strip()))


def _row(finding: Finding) -> None:
    name, verdict, sentence = st.columns([2, 1.4, 8], vertical_alignment="center")
    name.markdown(f"**{md_escape(_names()[finding.what])}**")
    with verdict:
        st.badge(
            _verdicts()[finding.state],
            icon=f":material/{ICONS[finding.state]}:",
            color=COLOURS[finding.state],
        )
    sentence.markdown(md_escape(finding.sentence))


def _mend(own: Warehouse) -> None:
    """The button that helps where the book and its ledger disagree."""
    found = health.disagreement(own)
    if found is None or not found.of_ledger:
        text, arguments = _("Make the book anew from the originals"), ()
    else:
        text, arguments = _("Write the ledger anew from the book"), ("--ledger",)
    st.button(text, icon=":material/build:", key="rebuild", on_click=_rebuild, args=arguments)


def show() -> None:
    """The tab: the page in a sentence, each point in a row, the buttons that help."""
    own = session.company_warehouse()
    findings = health.examine(own)
    layout.finding(_("Is everything all right?"), _finding(findings))
    told = session.take("health_said")
    if told is not None:
        (st.success if told[0] else st.error)(md_escape(told[1]))
    for each in findings:
        _row(each)
    with st.container(horizontal=True):
        st.button(_("Back up now"), icon=":material/save:", key="back_up", on_click=_back_up)
        if any(each.what == "ledger" and each.state == BAD for each in findings):
            _mend(own)
    layout.note(
        _(
            "Octant backs itself up once a day and opens the newest backup every night. "
            "These are about your own book, not about the made-up company."
        )
    )
