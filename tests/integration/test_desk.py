"""What a process remembers makes cycles quicker and never changes what they find."""

from integration.desk import Memory


def test_what_was_acknowledged_is_given_out_once_and_only_under_its_fence():
    memory, names = Memory(), {"1-1": b"name"}
    memory.keep(1, 7, names)
    assert memory.published(1, 6) is None
    memory.keep(1, 7, names)
    assert memory.published(2, 7) is None
    assert memory.published(1, 7) is names
    assert memory.published(1, 7) is None
