"""How exports get in and are kept: reading, intake, warehouse, ledger."""
