"""The steps of an import: propose (group, stage, compare with the book, ask) and load a version."""
