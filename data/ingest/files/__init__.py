"""Bytes to records: containers, encodings, delimiters, quotes, and the counts that must agree."""
