"""Which connection operators' tables are read and written by."""

from typing import Any


class OperatorsUseSystem:
    """The app role may not even look at these tables; the system role does."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return "system" if model._meta.app_label == "operators" else None

    db_for_write = db_for_read
