"""What the commands show of a world that was just made: enough to try it, and nothing else."""

import pytest

from integration.lab.commands import show
from mocks.worlds import PARTNERS, WorldSpec, build_world

WORLD = build_world(WorldSpec(lines=1))


def test_everything_is_shown_where_everybody_answers():
    facts = show.credentials(WORLD, {name: f"http://{name}" for name in PARTNERS})
    assert set(facts["tokens"]) == {"company", "customer", "user", "vendor"}
    assert set(facts["keys"]) == {"onboarding", "florists", "axerrio"}
    assert len(facts["curl"]) == 5


@pytest.mark.parametrize(
    ("partner", "shown"),
    [
        ("komet", {"ids", "login", "tokens", "keys"}),
        ("ibuyflowers", {"keys"}),
        ("axerrio", {"keys"}),
    ],
)
def test_a_partner_alone_shows_only_what_opens_itself(partner, shown):
    facts = show.credentials(WORLD, {partner: "http://here"})
    assert set(facts) - {"addresses", "seed", "curl"} == shown
    others = [name for name in PARTNERS if name != partner]
    text = str(facts)
    for name in others:
        state = WORLD.partners[name].state
        secrets = _texts(WORLD.partners[name].credentials(state).get("keys", {}))
        assert not [one for one in secrets if one in text]
    assert all("http://here/" in line for line in facts["curl"])


def _texts(node):
    """Every text in nested mappings and lists."""
    if isinstance(node, str):
        return [node]
    inner = node.values() if isinstance(node, dict) else node
    return [text for one in inner for text in _texts(one)]
