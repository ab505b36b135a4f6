"""Bytes to typed records, in stages that import one way: see docs/architecture.md.

`pipeline.read` reads the files of a call, `inspect.inspect` any table as it is; `model` holds what
goes in and comes out. Nothing is stored here. Formats are decided over all files of one kind in the
call together, so that splitting a file changes nothing; what can be read in two ways becomes a
question.
"""
