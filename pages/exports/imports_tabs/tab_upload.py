"""The upload of the tab whose page is drawn, within the room that there is for uploads."""

import errno
from collections.abc import Iterable
from typing import BinaryIO

from data.refusal import Refused
from pages.exports.imports_tabs.upload_session import UploadSession
from pages.parts import session, uploads
from pages.parts.upload_gate import full_disk

FULL = (errno.ENOSPC, errno.EDQUOT)


def current() -> UploadSession:
    """The upload of this tab, made on the first call."""
    upload: UploadSession = session.once(
        "desk", lambda: UploadSession.below(session.company_warehouse().home)
    )
    uploads.put_session(upload)
    return upload


def take(upload: UploadSession, files: Iterable[tuple[str, BinaryIO]]) -> None:
    """Take files into the upload, or none of them; why not stands in it then."""
    upload.refused = []
    try:
        upload.take(files)
    except OSError as error:
        if error.errno not in FULL:
            raise
        upload.refused = [full_disk()]
        upload.round += 1


def take_one(upload: UploadSession, name: str, content: BinaryIO, size: int) -> None:
    """Take a file that comes from the inbox; why not stands in the upload then."""
    try:
        uploads.QUOTA.check(uploads.tab(), size)
    except Refused as refused:
        upload.refused = [str(refused)]
    else:
        take(upload, [(name, content)])


def refused(upload: UploadSession) -> list[str]:
    """Why files were not taken, in sentences, until others are."""
    upload.refused = list(dict.fromkeys([*upload.refused, *uploads.refusals()]))
    return upload.refused
