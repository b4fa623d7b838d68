"""Estimates made anew in the middle of an import, by the owner: nobody else may, and autovacuum comes minutes later.

A brand that is not in the statistics counts as one row, and then any index that begins with the tenant looks as good as
the right one.
"""

from django.db import migrations

from kernel.row_security import definer_function

# Whoever analyses the tables at the moment does the same work.
BODY = """
BEGIN
  PERFORM set_config('lock_timeout', '2s', true);
  ANALYZE public.community_post (tenant_id, id, topic_id, "position", imported_key);
  ANALYZE public.community_topic (tenant_id, id, number, space_id, imported_key);
EXCEPTION WHEN lock_not_available THEN
  RETURN;
END
"""


def build(apps, schema_editor):
    schema_editor.execute(definer_function("community_estimate_rows", "", "void", BODY, volatility="VOLATILE"), None)


def raze(apps, schema_editor):
    schema_editor.execute("DROP FUNCTION community_estimate_rows()", None)


class Migration(migrations.Migration):
    dependencies = [("community", "0003_similar")]
    operations = [migrations.RunPython(build, raze)]
