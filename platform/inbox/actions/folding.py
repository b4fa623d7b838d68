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
    """One row per sort instead of one per change, when more than `above` could go; returns how many went.

    The sums stay the same at every instant. Two at once do no harm: each adds together only the rows it deleted itself.
    """
    authorise(actor, can_receive)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM inbox_tally WHERE tenant_id = %s GROUP BY {_SORT}) AS s",
            [require_tenant_id()],
        )
        if cursor.fetchone()[0] <= above:
            return 0
        cursor.execute(
            f"""WITH many AS (SELECT id, count(*) OVER (PARTITION BY {_SORT}) AS n FROM inbox_tally WHERE tenant_id = %(tenant)s),
                     gone AS (DELETE FROM inbox_tally WHERE tenant_id = %(tenant)s AND id IN (SELECT id FROM many WHERE n > 1)
                              RETURNING {_SORT}, amount),
                     added AS (INSERT INTO inbox_tally (id, {_SORT}, amount)
                               SELECT gen_random_uuid(), {_SORT}, sum(amount) FROM gone
                               GROUP BY {_SORT} HAVING sum(amount) <> 0 RETURNING 1)
                SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM added)""",
            {"tenant": require_tenant_id()},
        )
        return int(cursor.fetchone()[0])
