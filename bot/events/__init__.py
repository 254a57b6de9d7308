"""Events: reports joined by what happened, the ledger of figures, and the changes that follow."""
