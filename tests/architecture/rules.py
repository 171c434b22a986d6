"""The rules of the architecture, each a function from modules to a list of breaches.

A breach names file and line and says what to do instead. The tests run each rule over the real
source and over a planted violation, so that a rule which can no longer fail is noticed.
"""

from collections.abc import Callable, Iterable

from tests.architecture.source import Module, matches, within

Rule = Callable[[Iterable[Module]], list[str]]

PARTNERS = ("mocks.komet", "mocks.ibuyflowers", "mocks.axerrio")

# Framework -> the files that may know it.
FRAMEWORK_EDGES = {
    "flask": ("mocks/core/web.py", "mocks/*/screens/*", "integration/pages.py"),
    "httpx": (
        "integration/partners/http.py",
        "integration/lab/wire.py",
        "integration/lab/conformance/*",
    ),
}

REAL_TIME = (
    "mocks/core/clock.py",
    "mocks/core/serve.py",
    "integration/clock.py",
    "integration/lab/up.py",
    "integration/lab/prove/*.py",
)
ENVIRONMENT = ("integration/settings.py",)

# What may not be read -> (the files that may, what to do instead).
AMBIENT: dict[tuple[str, ...], tuple[tuple[str, ...], str]] = {
    (
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "datetime.datetime.today",
        "datetime.date.today",
        "time.time",
        "time.time_ns",
        "time.monotonic",
        "time.monotonic_ns",
        "time.localtime",
        "time.sleep",
    ): (REAL_TIME, "take `now` as an argument, or ask the Clock you were given"),
    # How long something took is no fact of the world; the lab may print it.
    ("time.perf_counter", "time.perf_counter_ns", "time.process_time"): (
        (*REAL_TIME, "integration/lab/*"),
        "ask the Clock you were given",
    ),
    ("secrets", "os.urandom", "uuid.uuid1", "uuid.uuid4"): (
        (),
        "ids and tokens come from counters and seeds in the state",
    ),
    ("os.environ", "os.environb", "os.getenv"): (
        ENVIRONMENT,
        "take a field of integration.settings.Settings",
    ),
}

# The rules of the trade: values in, values out.
PURE = ("errors", "model", "inventory", "steps", "orders", "purchasing", "quota", "ports")
INPUT_OUTPUT = (
    "alembic",
    "cheroot",
    "flask",
    "http.client",
    "httpx",
    "prometheus_client",
    "requests",
    "socket",
    "sqlalchemy",
    "sqlite3",
    "structlog",
    "subprocess",
    "urllib.request",
    "integration.clock",
    "integration.partners",
    "integration.store",
)


def breach(module: Module, line: int | None, remedy: str) -> str:
    """One line a developer can click on and act upon."""
    return f"{module.path}:{line}: {remedy}"


def _forbid(modules: Iterable[Module], packages: Iterable[str], remedy: str) -> list[str]:
    return [
        breach(module, line, f"{package}: {remedy}")
        for module in modules
        for package in packages
        if (line := module.knows(package)) is not None
    ]


def simulators_know_no_engine(modules: Iterable[Module]) -> list[str]:
    """Rule 1, one way."""
    inside = [module for module in modules if within(module.name, "mocks")]
    return _forbid(inside, ["integration"], "a simulator knows no engine")


def engine_knows_only_documents(modules: Iterable[Module]) -> list[str]:
    """Rule 1, the other way."""
    inside = [
        module
        for module in modules
        if within(module.name, "integration") and not within(module.name, "integration.lab")
    ]
    return _forbid(inside, ["mocks"], "read mocks/openapi/*.json instead, or move it to the lab")


def nothing_knows_the_lab(modules: Iterable[Module]) -> list[str]:
    """The lab sees both sides, so neither side may see the lab."""
    outside = [module for module in modules if not within(module.name, "integration.lab")]
    return _forbid(outside, ["integration.lab"], "only the lab knows the lab")


def partners_stand_apart(modules: Iterable[Module]) -> list[str]:
    """No partner knows another, and the core knows none; the engine's two hands neither."""
    apart = {partner: [*PARTNERS] for partner in (*PARTNERS, "mocks.core")}
    apart["integration.partners"] = ["integration.store"]
    apart["integration.store"] = ["integration.partners"]
    listed = list(modules)
    found = []
    for room, others in apart.items():
        inside = [module for module in listed if within(module.name, room)]
        strangers = [other for other in others if other != room]
        found += _forbid(inside, strangers, f"{room} stands apart from it")
    return found


def frameworks_live_at_edges(modules: Iterable[Module]) -> list[str]:
    """Rule 2."""
    listed = list(modules)
    found = []
    for framework, edges in FRAMEWORK_EDGES.items():
        inside = [module for module in listed if not matches(module.path, edges)]
        found += _forbid(inside, [framework], f"it is known only by {', '.join(edges)}")
    return found


def nothing_ambient_is_read(modules: Iterable[Module]) -> list[str]:
    """Rule 3: clock, chance and environment enter at the edges."""
    return [
        breach(module, line, f"{name}: {remedy}")
        for module in modules
        for name, line in module.references
        if (remedy := _ambient(module.path, name))
    ]


def _ambient(path: str, name: str) -> str | None:
    if name.startswith("random.") and not within(name, "random.Random"):
        return "draw from a `random.Random(seed)` you were given"
    for names, (edges, remedy) in AMBIENT.items():
        if any(within(name, banned) for banned in names) and not matches(path, edges):
            return remedy
    return None


def chance_is_seeded(modules: Iterable[Module]) -> list[str]:
    """`random.Random()` without a seed is the clock in disguise."""
    return [
        breach(module, line, "give random.Random the seed of the world")
        for module in modules
        for name, line, arguments in module.calls
        if name == "random.Random" and not arguments
    ]


def nothing_sleeps(modules: Iterable[Module]) -> list[str]:
    """A test that sleeps is slow on a good day and wrong on a bad one."""
    return [
        breach(module, line, "advance the world, or wait for the first answered call")
        for module in modules
        for name, line in module.references
        if name == "time.sleep"
    ]


def rules_do_no_io(modules: Iterable[Module]) -> list[str]:
    """A pure module reaches no I/O, through whatever it imports of ours."""
    by_name = {module.name: module for module in modules}
    found = []
    for pure in PURE:
        for chain in _chains(by_name, f"integration.{pure}"):
            module = by_name[chain[-1]]
            via = " -> ".join(chain)
            found += _forbid([module], INPUT_OUTPUT, f"no I/O in a rule ({via})")
    return found


def _chains(by_name: dict[str, Module], start: str) -> Iterable[tuple[str, ...]]:
    """The module and everything of ours it reaches short of I/O, each with the way there."""
    seen: set[str] = set()
    waiting = [(start,)]
    while waiting:
        chain = waiting.pop()
        reached = chain[-1]
        if reached not in by_name or reached in seen or _does_io(reached):
            continue
        seen.add(reached)
        yield chain
        for name in by_name[reached].imports:
            # `from integration.model import Offer` names the attribute; its module is one up
            waiting += [(*chain, target) for target in (name, name.rpartition(".")[0])]


def _does_io(name: str) -> bool:
    return any(within(name, room) for room in INPUT_OUTPUT)
