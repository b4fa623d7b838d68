"""Translations are found too: a generated column, its index, and a function beside `community_search` (0002 says why)."""

from django.db import migrations

from kernel.row_security import CURRENT_TENANT, definer_function

COLUMN = """ALTER TABLE community_posttranslation ADD COLUMN search tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector(community_text_search_config(language), community_text_search_words(title)), 'A')
  || to_tsvector(community_text_search_config(language), community_text_search_words(body))) STORED"""
INDEX = """CREATE INDEX community_translation_search ON community_posttranslation USING gin (tenant_id, search)
  WHERE state = 'ready'"""
RESULT = "TABLE (topic_id uuid, post_id uuid, language text, rank real)"
# Each of the likely languages gives one query, any of which may match; what must not be there must not be there in any of them.
ASKED = """SELECT string_agg(format('(%s)', asked::text), ' | ')::tsquery INTO @into@ FROM (
    SELECT DISTINCT websearch_to_tsquery(community_text_search_config(tongue), @words@) AS asked
    FROM unnest(languages || 'simple'::text) AS tongue) each_language
  WHERE numnode(asked) > 0"""
FIND = f"""
DECLARE
  mine uuid := {CURRENT_TENANT};
  query tsquery;
  unwanted tsquery;
BEGIN
  {ASKED.replace("@into@", "query").replace("@words@", "wanted")};
  IF query IS NULL THEN RETURN; END IF;
  {ASKED.replace("@into@", "unwanted").replace("@words@", "refused")};
  RETURN QUERY
  SELECT best.topic, best.post, best.tongue, best.score FROM (
    SELECT DISTINCT ON (t.id) t.id AS topic, p.id AS post, said.language::text AS tongue, ts_rank(said.search, query, 1) AS score
    FROM (SELECT * FROM public.community_posttranslation every
        WHERE every.tenant_id = mine AND every.state = 'ready' AND every.search @@ query ORDER BY every.at DESC LIMIT 2000) said
    JOIN public.community_post p ON p.tenant_id = mine AND p.id = said.post_id
    JOIN public.community_topic t ON t.tenant_id = mine AND t.id = p.topic_id
    WHERE p.hidden_at IS NULL AND t.hidden_at IS NULL AND t.space_id = ANY (spaces)
      AND (among IS NULL OR split_part(said.language, '-', 1) = ANY (among))
      AND (unwanted IS NULL OR NOT said.search @@ unwanted)
    ORDER BY t.id, score DESC, p.id) best
  ORDER BY best.score DESC, best.topic DESC LIMIT least(most, 200);
END
"""
ARGUMENTS = "wanted text, refused text, spaces uuid[], languages text[], among text[], most integer"


def build(apps, schema_editor):
    schema_editor.execute(COLUMN, None)
    schema_editor.execute(INDEX, None)
    schema_editor.execute(definer_function("community_search_translated", ARGUMENTS, RESULT, FIND), None)
    for setting in ("max_parallel_workers_per_gather = 0", "jit = off"):
        schema_editor.execute(
            f"ALTER FUNCTION community_search_translated(text, text, uuid[], text[], text[], integer) SET {setting}", None
        )


def raze(apps, schema_editor):
    schema_editor.execute("DROP FUNCTION community_search_translated(text, text, uuid[], text[], text[], integer)", None)
    schema_editor.execute("ALTER TABLE community_posttranslation DROP COLUMN search", None)


class Migration(migrations.Migration):
    dependencies = [("community", "0004_estimates")]
    operations = [migrations.RunPython(build, raze)]
