"""Why a workbook is not read: a code, which data/ingest/files/workbook.py puts into words."""


class NotRead(Exception):  # noqa: N818
    """The workbook is not read.

    `why`: bomb | dtd | password | old | damaged | too_large | slow | none; `detail`: for people.
    """

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why)
        self.why, self.detail = why, detail
