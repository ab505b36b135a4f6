"""Cells to values: numbers, dates, currencies, units and texts, exactly."""
