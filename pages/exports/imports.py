"""Data: upload exports, see and undo what was loaded, keep the words of the churn log."""

from locales import _
from pages.exports.imports_tabs import history, upload, words
from pages.parts import choices

opened, panel = choices.tab(
    {"upload": _("Upload"), "history": _("History"), "words": _("Word tables")}
)
with panel:
    {"upload": upload.show, "history": history.show, "words": words.show}[opened]()
