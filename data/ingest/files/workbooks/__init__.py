"""Workbooks to CSV: one module a format, and what a second reader of each finds out about a sheet.

They read what strangers wrote, so they run in the sandbox only (data/sandbox/worker.py).
"""
