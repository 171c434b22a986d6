"""The iBuyFlowers simulator: a flower marketplace. Its API is ours; nobody publishes theirs."""
