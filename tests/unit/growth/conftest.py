"""The small books of the growth stories."""

from tests.unit.analytics_risk.conftest import Book as Book
from tests.unit.analytics_risk.conftest import book as book
