"""What a process remembers makes cycles quicker and never changes what they find."""

from integration.desk import Memory
from tests.integration.fakes import offer


def test_the_very_object_read_last_time_gives_the_very_same_offers():
    memory, read = Memory(), (offer(1), offer(2))
    found = memory.by_key(1, read)
    assert set(found) == {one.key for one in read}
    assert memory.by_key(1, read) is found


def test_an_equal_read_that_is_another_object_is_looked_through_anew():
    memory = Memory()
    first = memory.by_key(1, [offer(1)])
    second = memory.by_key(1, [offer(1)])
    assert second == first and second is not first


def test_two_connections_never_share_what_was_read():
    memory, read = Memory(), (offer(1),)
    assert memory.by_key(1, read) is not memory.by_key(2, (offer(2),))
    assert list(memory.by_key(2, (offer(2),))) == [offer(2).key]


def test_what_was_acknowledged_is_given_out_once_and_only_under_its_fence():
    memory, offers = Memory(), {"1-1": offer(1)}
    memory.keep(1, 7, offers)
    assert memory.offers(1, 6) is None
    memory.keep(1, 7, offers)
    assert memory.offers(1, 7) is offers
    assert memory.offers(1, 7) is None
