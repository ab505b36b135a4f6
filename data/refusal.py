"""Why something that a person asked for was not done."""


class Refused(Exception):  # noqa: N818
    """What was asked for cannot be done; nothing has changed. The text is for people."""


class Busy(Refused):
    """Another process, or another person's change, holds the book."""


class Away(Busy):
    """The book is closed at this moment, for another is put in its place: it comes back."""


class Damaged(Refused):
    """The book's file cannot be read."""


class Unknown(Refused):
    """What was named is not there."""
