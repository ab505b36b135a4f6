"""The book: its tables, versions and originals, and how one change is committed."""
