"""What readers of links and files raise when a text means nothing here."""


class Unreadable(ValueError):  # noqa: N818
    """A key or value that means nothing here. The text is a sentence for people."""
