"""Full-text search: generated columns, their indexes, and the two functions through which the app role may use them.

Under row-level security neither `@@` nor `%` ever uses an index (docs/adr on tenancy), so both functions run as the
owner, take the tenant from the session, and limit inside.
"""

from django.db import migrations

from kernel.row_security import CURRENT_TENANT, definer_function

CONFIGURATION = """
CREATE FUNCTION community_text_search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE split_part(language, '-', 1)
    WHEN 'en' THEN 'pg_catalog.english'::regconfig WHEN 'de' THEN 'pg_catalog.german'::regconfig
    WHEN 'es' THEN 'pg_catalog.spanish'::regconfig WHEN 'fr' THEN 'pg_catalog.french'::regconfig
    WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig WHEN 'ar' THEN 'pg_catalog.arabic'::regconfig
    ELSE 'pg_catalog.simple'::regconfig END
$$
"""
# Scripts that are written without spaces are indexed character by character and asked for as phrases (queries/search.py).
WORDS_OF = r"""
CREATE FUNCTION community_text_search_words(source text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(left(source, 100000), '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])', ' \1 ', 'g')
$$
"""
COLUMNS = [
    """ALTER TABLE community_topic ADD COLUMN search tsvector GENERATED ALWAYS AS (
         setweight(to_tsvector(community_text_search_config(language), community_text_search_words(title)), 'A')) STORED""",
    """ALTER TABLE community_post ADD COLUMN search tsvector GENERATED ALWAYS AS (
         to_tsvector(community_text_search_config(language), community_text_search_words(body))) STORED""",
    "CREATE INDEX community_topic_search ON community_topic USING gin (tenant_id, search)",
    "CREATE INDEX community_post_search ON community_post USING gin (tenant_id, search)",
    "CREATE INDEX community_topic_title_alike ON community_topic USING gin (tenant_id, title public.gin_trgm_ops)",
]
RESULT = "TABLE (topic_id uuid, post_id uuid, rank real)"
# One query per language, any of which may match: the reader's language says little about the language of a post.
WORDS = f"""
DECLARE
  mine uuid := {CURRENT_TENANT};
  query tsquery := websearch_to_tsquery('pg_catalog.simple', wanted) || websearch_to_tsquery('pg_catalog.english', wanted)
    || websearch_to_tsquery('pg_catalog.german', wanted) || websearch_to_tsquery('pg_catalog.spanish', wanted)
    || websearch_to_tsquery('pg_catalog.french', wanted) || websearch_to_tsquery('pg_catalog.portuguese', wanted)
    || websearch_to_tsquery('pg_catalog.arabic', wanted);
BEGIN
  IF numnode(query) = 0 THEN RETURN; END IF;
  RETURN QUERY
  WITH titles AS (
    SELECT t.id, (ts_rank(t.search, query) * 2)::real AS score FROM public.community_topic t
    WHERE t.tenant_id = mine AND t.space_id = ANY (spaces) AND t.hidden_at IS NULL AND t.search @@ query LIMIT 1000
  ), bodies AS (
    SELECT DISTINCT ON (found.topic_id) found.topic_id, found.id, found.score FROM (
      SELECT p.topic_id, p.id, ts_rank(p.search, query, 1) AS score FROM public.community_post p
      JOIN public.community_topic t ON t.tenant_id = p.tenant_id AND t.id = p.topic_id
      WHERE p.tenant_id = mine AND p.hidden_at IS NULL AND p.search @@ query
        AND t.space_id = ANY (spaces) AND t.hidden_at IS NULL LIMIT 3000) found
    ORDER BY found.topic_id, found.score DESC
  )
  SELECT t.id, b.id, ((coalesce(titles.score, 0) + coalesce(b.score, 0)) * CASE WHEN t.solved_at IS NULL THEN 1 ELSE 1.5 END)::real AS total
  FROM titles FULL JOIN bodies b ON b.topic_id = titles.id
  JOIN public.community_topic t ON t.tenant_id = mine AND t.id = coalesce(titles.id, b.topic_id)
  ORDER BY total DESC, t.id DESC LIMIT least(most, 200);
END
"""
# For parts of words and for misspelt ones, in titles. `pattern` is `wanted` made safe for LIKE by the caller.
ALIKE = f"""
DECLARE mine uuid := {CURRENT_TENANT};
BEGIN
  PERFORM set_config('pg_trgm.word_similarity_threshold', '0.45', true);
  RETURN QUERY
  SELECT found.topic, NULL::uuid, max(found.score)::real AS total FROM (
    SELECT t.id AS topic, (1 + public.word_similarity(wanted, t.title))::real AS score FROM public.community_topic t
    WHERE t.tenant_id = mine AND t.space_id = ANY (spaces) AND t.hidden_at IS NULL AND t.title ILIKE pattern
    UNION ALL
    SELECT t.id, public.word_similarity(wanted, t.title) FROM public.community_topic t
    WHERE t.tenant_id = mine AND t.space_id = ANY (spaces) AND t.hidden_at IS NULL AND wanted OPERATOR(public.<%) t.title
  ) found
  GROUP BY found.topic ORDER BY total DESC, found.topic DESC LIMIT least(most, 200);
END
"""


def build(apps, schema_editor):
    # A trusted extension: the owner of the database may create it. It lets the indexes begin with the tenant.
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gin", None)
    schema_editor.execute(CONFIGURATION, None)
    schema_editor.execute(WORDS_OF, None)
    for statement in COLUMNS:
        schema_editor.execute(statement, None)
    words = definer_function("community_search", "wanted text, spaces uuid[], most integer", RESULT, WORDS)
    alike = definer_function("community_search_alike", "wanted text, pattern text, spaces uuid[], most integer", RESULT, ALIKE)
    schema_editor.execute(words, None)
    schema_editor.execute(alike, None)


def raze(apps, schema_editor):
    for function in ("community_search(text, uuid[], integer)", "community_search_alike(text, text, uuid[], integer)"):
        schema_editor.execute(f"DROP FUNCTION {function}", None)
    for table in ("community_topic", "community_post"):
        schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN search", None)
    schema_editor.execute("DROP INDEX community_topic_title_alike", None)
    schema_editor.execute("DROP FUNCTION community_text_search_config(text)", None)
    schema_editor.execute("DROP FUNCTION community_text_search_words(text)", None)


class Migration(migrations.Migration):
    dependencies = [("community", "0001_initial")]
    operations = [migrations.RunPython(build, raze)]
