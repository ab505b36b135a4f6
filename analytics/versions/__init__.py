"""What differs between two data versions: figures restated (SQL) and accounts that moved."""
