"""The lab: the only room that sees both the simulated partners and the engine."""
