"""Totals and subtotals among the records: candidates, detection, cross-checks."""
