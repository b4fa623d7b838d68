"""Housekeeping of the tallies."""

from django.db import connection

from access.policies import authorise
from events.recording import action
from inbox.policies import can_receive
from kernel.actor import Actor
from tenants.context import require_tenant_id

FOLD_ABOVE = 200
_SORT = "tenant_id, inbox_id, team_id, assignee_id, status"


@action
def fold_tallies(*, actor: Actor, above: int = FOLD_ABOVE) -> int:
    """One row per sort instead of one per change, when there are more than `above`; returns how many rows went. The sums stay the same at every instant.

    Two at once do no harm: each adds together only the rows that it deleted itself.
    """
    authorise(actor, can_receive)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM (SELECT 1 FROM inbox_tally LIMIT %s) AS sample", [above + 1])
        if cursor.fetchone()[0] <= above:
            return 0
        cursor.execute(
            f"""WITH gone AS (DELETE FROM inbox_tally WHERE tenant_id = %s RETURNING {_SORT}, amount),
                     added AS (INSERT INTO inbox_tally (id, {_SORT}, amount)
                               SELECT gen_random_uuid(), {_SORT}, sum(amount) FROM gone
                               GROUP BY {_SORT} HAVING sum(amount) <> 0 RETURNING 1)
                SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM added)""",
            [require_tenant_id()],
        )
        return int(cursor.fetchone()[0])
