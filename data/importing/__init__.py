"""The steps of an import: read apart, weighed beside the book, loaded as one version."""
