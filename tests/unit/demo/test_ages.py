"""Times relative to the loading, and ids that stay."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from demo.ages import parse_age, stable_id

TENANT = UUID("01900000-0000-7000-8000-00000000ac3e")
AT = datetime(2026, 3, 4, 5, 6, 7, 890_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        pytest.param("45m", timedelta(minutes=45), id="minutes"),
        pytest.param("2d 3h 15m", timedelta(days=2, hours=3, minutes=15), id="all-units"),
        pytest.param("1d 1m", timedelta(days=1, minutes=1), id="a-unit-left-out"),
    ],
)
def test_age_is_read(text: str, age: timedelta) -> None:
    assert parse_age(text) == age


def test_age_with_unknown_words_is_refused() -> None:
    with pytest.raises(ValueError, match="not a time"):
        parse_age("2 weeks")


def test_id_is_a_uuid7_of_its_time_and_the_same_again() -> None:
    made = stable_id(TENANT, "topic:a", AT)
    assert made == stable_id(TENANT, "topic:a", AT)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(AT.timestamp() * 1000)


def test_ids_of_two_keys_and_of_two_brands_differ() -> None:
    other = UUID(int=TENANT.int + 1)
    made = {stable_id(tenant, key, AT) for tenant in (TENANT, other) for key in ("topic:a", "topic:b")}
    assert len(made) == 4
