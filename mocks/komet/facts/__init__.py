"""What can happen inside Komet: the facts its ledger is made of, a module per noun."""
