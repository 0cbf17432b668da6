"""Times and sizes for people."""

import pytest


@pytest.mark.parametrize(("seconds", "text"), [(0, "0.00 s"), (3.421, "3.42 s"), (12.34, "12.3 s"), (61, "1:01 min")])
def test_durations(js, seconds, text):
    """As many digits as matter."""
    assert js("seconds => lib.formatSeconds(seconds)", seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.000042, "42 µs"), (0.0123, "12.3 ms"), (0.138, "138 ms"), (2.5, "2.50 s")]
)
def test_short_durations(js, seconds, text):
    """Three digits are enough."""
    assert js("seconds => lib.formatDuration(seconds)", seconds) == text


@pytest.mark.parametrize(("size", "text"), [(0, "0.0 MB"), (9.4e6, "9.4 MB"), (18.4e6, "18 MB"), (2.25e9, "2.3 GB")])
def test_memory_sizes(js, size, text):
    """Bytes become megabytes or gigabytes."""
    assert js("bytes => lib.formatMemory(bytes)", size) == text


@pytest.mark.parametrize(("size", "text"), [(31, "31 B"), (4_321, "4.32 kB"), (5e6, "5.0 MB")])
def test_message_sizes(js, size, text):
    """From bytes to megabytes."""
    assert js("size => lib.formatBytes(size)", size) == text
