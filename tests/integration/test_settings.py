import msgspec
import pytest

from integration.settings import Settings, SettingsError, variable


def test_nothing_set_means_the_defaults():
    assert Settings.read({}) == Settings()
    assert Settings.read({"PATH": "/bin", "FLORALAB_INTERVAL_S": ""}) == Settings()


def test_each_setting_is_read_from_its_variable():
    told = {
        "FLORALAB_STORE_URL": "sqlite:///other.db",
        "FLORALAB_INTERVAL_S": "7",
        "FLORALAB_ORDERS_EVERY_S": "0.5",
        "FLORALAB_PARTIAL": "release",
        "FLORALAB_SETTLE_S": "0",
    }
    found = Settings.read(told)
    assert found.store_url == "sqlite:///other.db"
    assert (found.interval_s, found.orders_every_s) == (7, 0.5)
    assert (found.partial, found.settle_s) == ("release", 0)


def test_the_environment_of_the_process_is_read(monkeypatch):
    monkeypatch.setenv("FLORALAB_INTERVAL_S", "7")
    assert Settings.of_environment().interval_s == 7


@pytest.mark.parametrize("field", [one.name for one in msgspec.structs.fields(Settings)])
def test_every_default_can_be_said(field):
    default = getattr(Settings(), field)
    assert Settings.read({variable(field): str(default)}) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("FLORALAB_INTERVAL_S", "soon", "a whole number"),
        ("FLORALAB_INTERVAL_S", "0", "more than zero"),
        ("FLORALAB_INTERVAL_S", "1.5", "a whole number"),
        ("FLORALAB_ORDERS_EVERY_S", "nan", "more than zero"),
        ("FLORALAB_ORDERS_EVERY_S", "inf", "more than zero"),
        ("FLORALAB_PAGES_PORT", "65536", "at most 65535"),
        ("FLORALAB_SETTLE_S", "-1", "zero or more"),
        ("FLORALAB_SHRINK_SHARE", "1.1", "at most 1"),
        ("FLORALAB_PARTIAL", "half", "keep or release"),
        ("FLORALAB_INTERVALL_S", "5", "is no setting"),
        ("FLORALAB_interval_s", "5", "is no setting"),
    ],
)
def test_what_can_not_be_used_is_named_with_what_would_be_right(name, value, right):
    with pytest.raises(SettingsError) as caught:
        Settings.read({name: value})
    assert name in str(caught.value)
    assert right in str(caught.value)


def test_all_faults_are_named_at_once():
    with pytest.raises(SettingsError) as caught:
        Settings.read({"FLORALAB_INTERVAL_S": "x", "FLORALAB_PARTIAL": "y"})
    assert "FLORALAB_INTERVAL_S" in str(caught.value)
    assert "FLORALAB_PARTIAL" in str(caught.value)


def test_changes_are_held_to_the_same_ranges():
    assert Settings().changed(interval_s=5, store_url=None) == Settings(interval_s=5)
    for changes in ({"interval_s": 0}, {"interval_s": -5}, {"pages_port": 99_999}):
        with pytest.raises(SettingsError, match="would be right"):
            Settings().changed(**changes)
