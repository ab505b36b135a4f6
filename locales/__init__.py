"""The app's own texts in English and Chinese.

This room owns which language is spoken. Code is written in English; `_` and `ngettext` give the
text in the language of the current context. Call them when the text is shown, never at import
time: a text that is translated on import stays in the language of the first reader.
"""

import io
import os
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from locales.spacing import Spaced

HERE = Path(__file__).parent
LANGUAGES = {"en": "English", "zh_CN": "中文"}
"""Code of each language, with its name as its own speakers write it."""

_language: ContextVar[str] = ContextVar("language", default="en")


def catalogue_path(language: str) -> Path:
    """Where the texts of a language are kept."""
    return HERE / language / "LC_MESSAGES" / "octant.po"


@cache
def _catalogue(language: str) -> GNUTranslations:
    """The texts of a language, compiled in memory, so that no compiled file is kept."""
    compiled = io.BytesIO()
    with catalogue_path(language).open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    return GNUTranslations(io.BytesIO(compiled.getvalue()))


def get_ready() -> None:
    """Load the texts of every language before anybody asks for one."""
    for language in LANGUAGES:
        _catalogue(language)


def use(language: str) -> None:
    """Speak this language from now on in this context; one that we do not have means English."""
    _language.set(language if language in LANGUAGES else "en")


def of_system() -> str:
    """The language that the system's settings ask for, for what no reader asked for."""
    said = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    asked = next((text for text in said if text), "")
    return "zh_CN" if asked.lower().startswith("zh") else "en"


def language() -> str:
    """The language spoken in this context: a key of `LANGUAGES`."""
    return _language.get()


def _(text: str) -> str:
    """The text in the language of this context; the English one where none is kept."""
    return _spaced(_catalogue(language()).gettext(text))


def ngettext(one: str, many: str, n: int) -> str:
    """The form of the text for n things, in the language of this context."""
    return _spaced(_catalogue(language()).ngettext(one, many, n))


def _spaced(text: str) -> str:
    """The text; one with placeholders minds the space around their values in Chinese."""
    return Spaced(text) if language() == "zh_CN" and "{" in text else text
