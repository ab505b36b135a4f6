"""What a row means: an ordinary sale, a return, or none. The words are data, the answers people's.

`vocabulary` knows words, `columns` judges unmapped columns by their cells, `rows` asks and applies
the answers, `keys` names the questions. Each word stands in a CSV file with its source.
"""
