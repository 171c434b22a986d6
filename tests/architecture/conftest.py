"""After the architecture tests: what is longer than we aspire to, without failing for it."""

from tests.architecture import style
from tests.architecture.source import modules


def pytest_terminal_summary(terminalreporter: object) -> None:
    """Print the modules and functions above the aim, longest modules first."""
    source = modules("mocks", "integration", "features", "loadtests")
    long = [
        *style.long_modules(source, style.MODULE_AIM),
        *style.long_functions(source, style.FUNCTION_AIM),
    ]
    if long:
        terminalreporter.section("longer than we aspire to")
        terminalreporter.write_line("\n".join(long))
