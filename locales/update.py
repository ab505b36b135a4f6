"""Brings the catalogues up to date with the texts in the code: `python -m locales.update`.

New texts are added, texts that nobody uses any more are dropped, translations are kept. English
is filled in from the code itself; what a translator has yet to write is printed.
"""

from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from locales import HERE, LANGUAGES, catalogue_path

ROOMS = ("data", "analytics", "charts", "pages", "locales")
WHERE = [("app.py", "python"), *((f"{room}/**.py", "python") for room in ROOMS)]


def extracted() -> Catalog:
    """All texts of the code, with the files that say them."""
    catalogue = Catalog(project="Octant")
    for where, line, text, comments, context in extract_from_dir(HERE.parent, WHERE):
        catalogue.add(text, None, [(where, line)], auto_comments=comments, context=context)
    return catalogue


def kept(language: str) -> Catalog:
    """The catalogue of a language as it stands; an empty one when there is none yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(
            locale=language,
            project="Octant",
            version="",
            header_comment=f"# The texts of Octant: {LANGUAGES[language]}",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def is_translated(message: Message) -> bool:
    """Whether every form of the message has its text."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(forms) and all(forms) and not message.fuzzy


def update(language: str) -> Catalog:
    """Merge the texts of the code into a language's catalogue and write it."""
    catalogue = kept(language)
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    if language == "en":
        for message in messages(catalogue):
            message.string = message.id
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file, catalogue, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False
        )
    return catalogue


def main() -> None:
    """Update every language and say what is missing."""
    for language in LANGUAGES:
        catalogue = update(language)
        missing = [message.id for message in messages(catalogue) if not is_translated(message)]
        print(f"{language}: {len(list(messages(catalogue)))} texts, {len(missing)} missing")
        for text in missing:
            print(f"  {text!r}")


if __name__ == "__main__":
    main()
