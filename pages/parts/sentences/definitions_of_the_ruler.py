"""What is shown of the rulers themselves, in a sentence each."""

from locales import _


def ruler() -> dict[str, str]:
    """The definitions of the settings' questions."""
    return {
        "saved_rulers": _(
            "A ruler holds from its day on, until another official one does; taking it back leaves "
            "it in the history, putting it back makes it count again."
        ),
        "window_suggestions": _(
            "The suggested window is the shortest of 12, 24 and 36 months in which the median "
            "account has at least 3 orders and at most 20% of those who ever ordered lapse; never "
            "longer than the history loaded."
        ),
    }
