"""Which database alias may change the schema."""

from typing import Any


class OwnerMigrates:
    """Only the owner's connection runs migrations; reads and writes go where the code says, `default` otherwise."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        return True
