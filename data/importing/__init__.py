"""The steps of an import (data/intake.py): read apart, weighed beside the book, loaded as one version."""
