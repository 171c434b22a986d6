"""How the store says no."""


class Overtaken(Exception):
    """Somebody else wrote the row, or holds a newer lease: begin again from what stands now."""


class BadStore(ValueError):
    """The store can not be opened: the sentence says which, why, and what would be right."""
