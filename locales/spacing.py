"""Space between Chinese and Latin letters where a value meets the text around it.

Between Han letters and Latin letters or digits there is a space, between Han and Han there is none.
A translator cannot know whether a region is called 华东 or East, so the text that `_` gives in
Chinese settles it when the value is there: "{region}增加" reads 华东增加, but East 增加.
"""

import re
from string import Formatter

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
NARROW = re.compile(r"[A-Za-z0-9\u00c0-\u024f%+−$€£¥]")


class Spaced(str):
    """A text whose placeholders, once filled, stand apart from what is around them as they should.

    Only the seams between the text and its values are touched, never the inside of a value.
    """

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """The text with its placeholders filled."""
        told = ""
        for literal, name, spec, conversion in Formatter().parse(self):
            told = _joined(told, literal)
            if name is not None:
                asked = f"!{conversion}" if conversion else ""
                field = f"{{{name}{asked}:{spec}}}" if spec else f"{{{name}{asked}}}"
                value = field.format(*args, **values)
                is_apart = HAN.match(literal[-2:-1]) and literal[-1] == " " and HAN.match(value)
                told = told[:-1] + value if is_apart else _joined(told, value)
        return told


def _joined(left: str, right: str) -> str:
    """Two neighbours, one of them a value: with a space where their letters differ in kind."""
    if not left or not right:
        return left + right
    if right[0] == " " and HAN.match(left[-1]) and HAN.match(right[1:2]):
        return left + right[1:]
    differ = (HAN.match(left[-1]) and NARROW.match(right)) or (
        NARROW.match(left[-1]) and HAN.match(right)
    )
    return f"{left} {right}" if differ else left + right
