"""Topics that resemble a title which somebody is typing: any of its words may match, and misspelt ones nearly.

Search proper asks for all words (0002); a question in full sentences would find nothing there.
"""

from django.db import migrations

from kernel.row_security import CURRENT_TENANT, definer_function

RESULT = "TABLE (topic_id uuid, rank real)"
# A title shares words with thousands of others in a large community: candidates are taken by rank, once, and limited.
BODY = f"""
DECLARE
  mine uuid := {CURRENT_TENANT};
  config regconfig := community_text_search_config(reader_language);
  query tsquery;
BEGIN
  PERFORM set_config('pg_trgm.word_similarity_threshold', '0.5', true);
  SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery INTO query
  FROM unnest(to_tsvector(config, community_text_search_words(wanted))) AS words LIMIT 1;
  RETURN QUERY
  SELECT found.topic, (max(found.score) * max(found.weight))::real AS total FROM (
    SELECT hit.id AS topic, hit.score, hit.weight FROM (
      SELECT t.id, (ts_rank(t.search, query, 2) * 4)::real AS score,
        CASE WHEN t.solved_at IS NOT NULL THEN 1.5 WHEN t.helpful_at IS NOT NULL THEN 1.2 ELSE 1 END AS weight
      FROM public.community_topic t
      WHERE query IS NOT NULL AND t.tenant_id = mine AND t.space_id = ANY (spaces) AND t.hidden_at IS NULL AND t.search @@ query
      LIMIT 2000) hit
    UNION ALL
    SELECT t.id, public.similarity(wanted, t.title), CASE WHEN t.solved_at IS NOT NULL THEN 1.5 ELSE 1 END
    FROM public.community_topic t
    WHERE t.tenant_id = mine AND t.space_id = ANY (spaces) AND t.hidden_at IS NULL AND wanted OPERATOR(public.<%) t.title
  ) found
  GROUP BY found.topic ORDER BY total DESC, found.topic DESC LIMIT least(most, 50);
END
"""


def build(apps, schema_editor):
    arguments = "wanted text, spaces uuid[], reader_language text, most integer"
    schema_editor.execute(definer_function("community_similar", arguments, RESULT, BODY), None)


def raze(apps, schema_editor):
    schema_editor.execute("DROP FUNCTION community_similar(text, uuid[], text, integer)", None)


class Migration(migrations.Migration):
    dependencies = [("community", "0002_search")]
    operations = [migrations.RunPython(build, raze)]
