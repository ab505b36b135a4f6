"""Cells as values: numbers, dates, periods, currencies, ids; no file and no table here."""
