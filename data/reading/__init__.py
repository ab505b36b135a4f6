"""Bytes to rows: encoding, dialect, header, numbers, dates. Nothing is stored here.

Formats are decided over all files of one kind in the call together, so that splitting a file
changes nothing; what can be read in two ways becomes a question, never a guess.
"""

from data.reading.call import read
from data.reading.seam import Incoming, Reading, Remembered, UnknownChoice, Wish

__all__ = ["Incoming", "Reading", "Remembered", "UnknownChoice", "Wish", "read"]
