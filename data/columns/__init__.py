"""Compact columns that ingest and book share: dictionary columns, fixed point, hashes, spill."""
