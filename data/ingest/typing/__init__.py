"""Cells to typed columns: inference of formats, units, currencies, parsing."""
