"""The book: its tables, versions and originals, and how one change of it is made whole."""
