"""Who may read a forum of phpBB, from its permission tables. What they do not open to guests does not become public."""

from dataclasses import dataclass, field
from typing import Literal

from community.importers.sql import Row

TABLES = ("acl_options", "acl_roles_data", "acl_groups", "groups")
Visibility = Literal["public", "members", "private"]


@dataclass
class Permissions:
    """The rows of the permission tables that say who may read."""

    groups: dict[str, str] = field(default_factory=dict)
    options: set[str] = field(default_factory=set)
    roles: dict[str, str] = field(default_factory=dict)
    given: dict[tuple[str, str], list[Row]] = field(default_factory=dict)

    def note(self, table: str, row: Row) -> None:
        """One row of one of TABLES."""
        if table == "groups":
            self.groups[str(row["group_name"])] = str(row["group_id"])
        elif table == "acl_options" and row["auth_option"] == "f_read":
            self.options.add(str(row["auth_option_id"]))
        elif table == "acl_roles_data" and row["auth_option_id"] in self.options:
            self.roles[str(row["role_id"])] = str(row["auth_setting"])
        elif table == "acl_groups":
            self.given.setdefault((str(row["forum_id"]), str(row["group_id"])), []).append(row)

    def visibility(self, forum: Row) -> Visibility:
        """Public when guests may read, for members when every registered account may, else private."""
        if forum.get("forum_password"):
            return "private"
        if self._may_read(forum, "GUESTS"):
            return "public"
        return "members" if self._may_read(forum, "REGISTERED") else "private"

    def _may_read(self, forum: Row, group: str) -> bool:
        settings = set()
        for row in self.given.get((str(forum["forum_id"]), self.groups.get(group, "")), []):
            role = row.get("auth_role_id") or "0"
            if role != "0":
                settings.add(self.roles.get(role, ""))
            elif row["auth_option_id"] in self.options:
                settings.add(str(row["auth_setting"]))
        # 1 is yes, 0 is never and wins, -1 is no
        return "1" in settings and "0" not in settings
