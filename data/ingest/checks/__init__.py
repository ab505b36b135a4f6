"""Checks over the records of all files: duplicates, fill-down, instalments, quarantine, months."""
