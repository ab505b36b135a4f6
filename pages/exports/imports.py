"""Data: upload exports, see, compare and undo what was loaded, close months, keep the words."""

from locales import _
from pages.exports.imports_tabs import changes, closing, history, inbox, names, upload, words
from pages.parts import choices

opened, panel = choices.tab(
    {
        "upload": _("Upload"),
        "history": _("History"),
        "changes": _("Changes"),
        "close": _("Close"),
        "names": _("Names"),
        "words": _("Word tables"),
    }
)
with panel:
    if opened == "upload":
        inbox.show()
    {
        "upload": upload.show,
        "history": history.show,
        "changes": changes.show,
        "close": closing.show,
        "names": names.show,
        "words": words.show,
    }[opened]()
