"""Stands in for a parser that hangs."""

import time

time.sleep(60)
