"""Which words of the churn log mean which of the seven reasons?"""

from locales import _
from pages.exports.imports_tabs import words_saved
from pages.parts import layout, missing_export, session, word_table
from pages.parts.sentences import risk


def show() -> None:
    """The log's own texts first, what no word matches on top; then the whole table of words."""
    texts = session.ask("reason_words")
    finding = risk.unclassified(word_table.waiting(texts), session.look())
    layout.finding(_("Which words mean which reason?"), finding)
    if texts.empty:
        missing_export.show("churn")
    else:
        layout.section(_("What the log says"))
        word_table.texts()
    layout.section(_("The table of words"))
    layout.note(_("The longest word found in a reason decides. Capitals do not matter."))
    word_table.table()
    words_saved.show()
