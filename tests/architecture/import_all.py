"""Import every module of ours twice, and print what an import did that it may not do.

Run as a program, in a process of its own: importing twice in the test process would leave two of
every class. Migrations are left out; alembic runs them.
"""

import importlib
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path

PACKAGES = ("mocks", "integration")


def names(root: Path) -> list[str]:
    """Every module under the packages, dotted."""
    found = []
    for path in sorted(path for package in PACKAGES for path in (root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if "migrations" not in parts:
            found.append(".".join(parts).removesuffix(".__init__"))
    return found


def opened() -> set[str]:
    """Sockets and files the process holds; nothing where the system does not tell."""
    held = set()
    for descriptor in Path("/proc/self/fd").glob("*"):
        with suppress(OSError):  # the descriptor of the listing itself
            held.add(str(descriptor.readlink()))
    return held


def import_round(root: Path) -> list[str]:
    """Import all once; return complaints."""
    complaints = []
    for name in names(root):
        threads, files = threading.active_count(), opened()
        try:
            importlib.import_module(name)
        except BaseException:  # noqa: BLE001 - whatever it is, it is the finding
            complaints.append(f"{name} can not be imported:\n{traceback.format_exc(limit=-2)}")
        if threading.active_count() > threads:
            complaints.append(f"{name} starts a thread when imported")
        complaints += [f"{name} opens {held} when imported" for held in opened() - files]
    return complaints


def main(root: Path) -> list[str]:
    """Both rounds; the second one finds what registers itself anywhere."""
    sys.path.insert(0, str(root))
    first = import_round(root)
    if first:
        return first
    for name in [name for name in sys.modules if name.split(".")[0] in PACKAGES]:
        del sys.modules[name]
    return [f"a second time: {complaint}" for complaint in import_round(root)]


if __name__ == "__main__":
    sys.stdout.write("\n".join(main(Path(sys.argv[1]))))
