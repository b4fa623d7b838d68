"""Full-text search: generated columns, their indexes, and the two functions through which the app role may use them.

Under row-level security neither `@@` nor `%` ever uses an index (docs/adr on tenancy), so both functions run as the
owner, take the tenant from the session, and limit inside.
"""

import functools

from django.db import migrations

from kernel.row_security import CURRENT_TENANT, definer_function

CONFIGURATION = """
CREATE FUNCTION community_text_search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE split_part(language, '-', 1)
    WHEN 'en' THEN 'pg_catalog.english'::regconfig WHEN 'de' THEN 'pg_catalog.german'::regconfig WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
    WHEN 'fr' THEN 'pg_catalog.french'::regconfig WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig WHEN 'ar' THEN 'pg_catalog.arabic'::regconfig
    WHEN 'it' THEN 'pg_catalog.italian'::regconfig WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
    WHEN 'da' THEN 'pg_catalog.danish'::regconfig WHEN 'no' THEN 'pg_catalog.norwegian'::regconfig WHEN 'nb' THEN 'pg_catalog.norwegian'::regconfig
    WHEN 'nn' THEN 'pg_catalog.norwegian'::regconfig WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
    WHEN 'tr' THEN 'pg_catalog.turkish'::regconfig WHEN 'hu' THEN 'pg_catalog.hungarian'::regconfig WHEN 'ro' THEN 'pg_catalog.romanian'::regconfig
    WHEN 'el' THEN 'pg_catalog.greek'::regconfig WHEN 'id' THEN 'pg_catalog.indonesian'::regconfig WHEN 'hi' THEN 'pg_catalog.hindi'::regconfig
    WHEN 'ca' THEN 'pg_catalog.catalan'::regconfig WHEN 'ga' THEN 'pg_catalog.irish'::regconfig WHEN 'lt' THEN 'pg_catalog.lithuanian'::regconfig
    WHEN 'ta' THEN 'pg_catalog.tamil'::regconfig WHEN 'sr' THEN 'pg_catalog.serbian'::regconfig
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
    "ALTER TABLE community_post ADD COLUMN solves boolean NOT NULL DEFAULT false",
    "CREATE INDEX community_post_solving ON community_post USING gin (tenant_id, search) WHERE solves",
    "CREATE INDEX community_topic_title_alike ON community_topic USING gin (tenant_id, title public.gin_trgm_ops)",
]
# Accepted answers have an index of their own: however many newer posts hold the words, they are looked at too.
SOLVING = """
CREATE FUNCTION community_mark_solving() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.community_post p SET solves = p.id IS NOT DISTINCT FROM NEW.solution_id
  WHERE p.tenant_id = NEW.tenant_id AND p.id IN (NEW.solution_id, CASE WHEN TG_OP = 'UPDATE' THEN OLD.solution_id END);
  RETURN NULL;
END $$;
CREATE TRIGGER community_mark_solving AFTER UPDATE OF solution_id ON community_topic
  FOR EACH ROW WHEN (OLD.solution_id IS DISTINCT FROM NEW.solution_id) EXECUTE FUNCTION community_mark_solving();
CREATE TRIGGER community_mark_solving_at_once AFTER INSERT ON community_topic
  FOR EACH ROW WHEN (NEW.solution_id IS NOT NULL) EXECUTE FUNCTION community_mark_solving()
"""
RESULT = "TABLE (topic_id uuid, post_id uuid, rank real)"
# The filters that a reader may add, each a condition over a post `p` and its topic `t`; `$4` holds their values, the
# session the tenant. Nothing of what was typed becomes part of the statement.
POSTERS = """(SELECT count(DISTINCT o.author_id) FROM public.community_post o WHERE o.tenant_id = $1 AND o.topic_id = t.id
  AND o.hidden_at IS NULL)"""
CONDITIONS = {
    "authors": "p.author_id = ANY (ARRAY(SELECT jsonb_array_elements_text($4->'authors')::uuid))",
    "kinds": "t.kind = ANY (ARRAY(SELECT jsonb_array_elements_text($4->'kinds')))",
    "languages": "split_part(p.language, '-', 1) = ANY (ARRAY(SELECT jsonb_array_elements_text($4->'languages')))",
    "after": "p.created_at >= ($4->>'after')::timestamptz",
    "before": "p.created_at < ($4->>'before')::timestamptz",
    "min_posts": "t.reply_count + 1 >= ($4->>'min_posts')::int",
    "max_posts": "t.reply_count + 1 <= ($4->>'max_posts')::int",
    "min_views": "t.view_count >= ($4->>'min_views')::int",
    "max_views": "t.view_count <= ($4->>'max_views')::int",
    "min_likes": "p.score >= ($4->>'min_likes')::int",
    "max_likes": "p.score <= ($4->>'max_likes')::int",
    "min_op_likes": "t.score >= ($4->>'min_op_likes')::int",
    "max_op_likes": "t.score <= ($4->>'max_op_likes')::int",
    "min_posters": f"{POSTERS} >= ($4->>'min_posters')::int",
    "max_posters": f"{POSTERS} <= ($4->>'max_posters')::int",
    "all_tags": """(SELECT count(*) FROM public.community_topictag g WHERE g.tenant_id = $1 AND g.topic_id = t.id
        AND g.tag_id = ANY (ARRAY(SELECT jsonb_array_elements_text($4->'all_tags')::uuid))) = jsonb_array_length($4->'all_tags')""",
    "any_tags": """EXISTS (SELECT 1 FROM public.community_topictag g WHERE g.tenant_id = $1 AND g.topic_id = t.id
        AND g.tag_id = ANY (ARRAY(SELECT jsonb_array_elements_text($4->'any_tags')::uuid)))""",
    "no_tags": """NOT EXISTS (SELECT 1 FROM public.community_topictag g WHERE g.tenant_id = $1 AND g.topic_id = t.id
        AND g.tag_id = ANY (ARRAY(SELECT jsonb_array_elements_text($4->'no_tags')::uuid)))""",
    "without": "NOT p.search @@ ($4->>'without')::tsquery AND NOT t.search @@ ($4->>'without')::tsquery",
    "open": "t.locked_at IS NULL AND t.archived_at IS NULL",
    "closed": "t.locked_at IS NOT NULL",
    "archived": "t.archived_at IS NOT NULL",
    "noreplies": "t.reply_count = 0",
    "solved": "t.solved_at IS NOT NULL",
    "unsolved": "t.kind = 'question' AND t.solved_at IS NULL",
    "single_user": """NOT EXISTS (SELECT 1 FROM public.community_post o WHERE o.tenant_id = $1 AND o.topic_id = t.id
        AND o.hidden_at IS NULL AND o.author_id <> t.author_id)""",
    "pinned": "t.pinned_at IS NOT NULL",
    "wiki": "p.wiki_at IS NOT NULL",
    "first": "p.position = 1",
    "images": "p.html LIKE '%<img%'",
    "file_types": """p.html ~* ('/files/[^"]*[.](' || ($4->>'file_types') || ')"')""",
    "posted": "p.author_id = ($4->>'person')::uuid",
    "created": "t.author_id = ($4->>'person')::uuid",
    "liked": """EXISTS (SELECT 1 FROM public.community_vote v WHERE v.tenant_id = $1 AND v.post_id = p.id
        AND v.person_id = ($4->>'person')::uuid)""",
    "bookmarks": """EXISTS (SELECT 1 FROM public.community_bookmark b WHERE b.tenant_id = $1 AND b.post_id = p.id
        AND b.user_id = ($4->>'user')::uuid)""",
    "watch": """EXISTS (SELECT 1 FROM public.community_watch w WHERE w.tenant_id = $1 AND w.user_id = ($4->>'user')::uuid
        AND w.level = $4->>'watch' AND w.target IN (t.id, t.space_id))""",
    "seen": """EXISTS (SELECT 1 FROM public.community_topicreading r WHERE r.tenant_id = $1
        AND r.user_id = ($4->>'user')::uuid AND r.topic_id = t.id AND r.last_position >= p.position)""",
    "unseen": """NOT EXISTS (SELECT 1 FROM public.community_topicreading r WHERE r.tenant_id = $1
        AND r.user_id = ($4->>'user')::uuid AND r.topic_id = t.id AND r.last_position >= p.position)""",
}
LAST_READ = """(SELECT r.last_seen_at FROM public.community_topicreading r WHERE r.tenant_id = $1 AND r.topic_id = t.id
  AND r.user_id = ($4->>'user')::uuid)"""
ORDERS = {
    "latest": "p.created_at DESC",
    "oldest": "p.created_at",
    "likes": "p.score DESC",
    "votes": "p.score DESC",
    "views": "t.view_count DESC",
    "latest_topic": "t.created_at DESC",
    "read": f"{LAST_READ} DESC NULLS LAST",
}
# What readers value besides the words: an accepted answer, votes, and not being old. Floats: logarithms of `numeric` are slow.
TRUST = """(CASE WHEN f.solved_at IS NULL THEN 1 WHEN f.solution_id = f.post_id THEN 1.8::float8 ELSE 1.4::float8 END
  * (1 + ln(1 + greatest(f.post_score, 0)) / 10)
  * (0.75 + 0.25 * exp(- extract(epoch FROM now() - f.last_posted_at)::float8 / 31536000)))"""
BY_FILTERS = """SELECT found.topic, found.post, 0::real FROM (
    SELECT DISTINCT ON (t.id) t.id AS topic, p.id AS post FROM (
      SELECT p.* FROM public.community_post p JOIN public.community_topic t ON t.tenant_id = $1 AND t.id = p.topic_id
      WHERE p.tenant_id = $1 AND p.hidden_at IS NULL AND t.space_id = ANY ($3) AND t.hidden_at IS NULL @more@
      ORDER BY @inner@, p.id DESC LIMIT 1000) p
    JOIN public.community_topic t ON t.tenant_id = $1 AND t.id = p.topic_id
    ORDER BY t.id, p.position) found
  JOIN public.community_post p ON p.tenant_id = $1 AND p.id = found.post
  JOIN public.community_topic t ON t.tenant_id = $1 AND t.id = found.topic
  ORDER BY @inner@, t.id DESC LIMIT $5"""
# What is ranked (docs/adr/0015): titles with the words, accepted answers with them, the newest posts with them, and what stands under
# the best titles. The planner walks the index of times for common words and the index of words for rare ones. What the order needs is
# carried along: reading topics and posts a second time cost as much as all the rest. The planner takes a tsquery for less than it is
# and would read all topics: OFFSET 0 makes it look up those that were found.
OF_TOPIC = "t.id AS topic_id, t.solved_at, t.solution_id, t.last_posted_at, t.view_count, t.created_at AS begun_at"
CARRIED = "topic_id, solved_at, solution_id, last_posted_at, view_count, begun_at, post_id, post_score, posted_at"
BY_WORDS = f"""WITH titles AS (
    SELECT {CARRIED}, score * {TRUST} AS total, score FROM (
      SELECT f.*, (ts_rank(f.search, $2) * 2)::float8 AS score FROM (
        SELECT {OF_TOPIC}, t.search, NULL::uuid AS post_id, t.score AS post_score, t.created_at AS posted_at
        FROM public.community_topic t @first@
        WHERE t.tenant_id = $1 AND t.space_id = ANY ($3) AND t.hidden_at IS NULL AND t.search @@ $2 @more@
        ORDER BY t.created_at DESC LIMIT 10000) f) f
    ORDER BY @chosen@ total DESC LIMIT 500
  ), bodies AS (
    SELECT DISTINCT ON (topic_id) {CARRIED}, score * {TRUST} AS total, score FROM (
      (SELECT {OF_TOPIC}, p.id AS post_id, p.score AS post_score, p.created_at AS posted_at, ts_rank(p.search, $2, 1)::float8 AS score
        FROM @posts@
        WHERE $6 AND p.tenant_id = $1 AND p.hidden_at IS NULL AND p.search @@ $2
          AND t.space_id = ANY ($3) AND t.hidden_at IS NULL @more@
        ORDER BY p.created_at DESC LIMIT 500)
      UNION ALL
      (SELECT {OF_TOPIC}, p.id, p.score, p.created_at, ts_rank(p.search, $2, 1)::float8
        FROM (SELECT * FROM public.community_post every WHERE $6 AND every.tenant_id = $1 AND every.solves
            AND every.hidden_at IS NULL AND every.search @@ $2 ORDER BY every.score DESC, every.id DESC LIMIT 300) p
        CROSS JOIN LATERAL (SELECT * FROM public.community_topic one
          WHERE one.tenant_id = $1 AND one.id = p.topic_id OFFSET 0) t
        WHERE t.space_id = ANY ($3) AND t.hidden_at IS NULL @more@)
      UNION ALL
      (SELECT {OF_TOPIC}, p.id, p.score, p.created_at, ts_rank(p.search, $2, 1)::float8
        FROM (SELECT * FROM titles ORDER BY total DESC LIMIT 200) f
        CROSS JOIN LATERAL (SELECT * FROM public.community_topic one WHERE one.tenant_id = $1 AND one.id = f.topic_id OFFSET 0) t
        CROSS JOIN LATERAL (SELECT * FROM public.community_post one
          WHERE one.tenant_id = $1 AND one.topic_id = f.topic_id AND one.position = 1
          UNION ALL SELECT * FROM public.community_post one WHERE one.tenant_id = $1 AND one.id = f.solution_id) p
        WHERE $6 AND p.hidden_at IS NULL AND p.search @@ $2 @more@)) f
    ORDER BY topic_id, total DESC, post_id
  )
  SELECT topic_id, post_id, total::real FROM (
    SELECT f.*, score * {TRUST} AS total FROM (
      SELECT b.topic_id, b.solved_at, b.solution_id, b.last_posted_at, b.view_count, b.begun_at, b.post_id, b.post_score, b.posted_at,
        b.score + coalesce(titles.score, 0) AS score
      FROM bodies b LEFT JOIN titles USING (topic_id)
      UNION ALL
      SELECT {CARRIED}, score FROM titles WHERE topic_id NOT IN (SELECT topic_id FROM bodies)) f) f
  ORDER BY @chosen@ total DESC, topic_id DESC LIMIT $5"""
FIRST = "JOIN public.community_post p ON p.tenant_id = $1 AND p.topic_id = t.id AND p.position = 1"
# Which posts are looked at: with filters that few pass all of them, in the planner's way; else the newest with the words,
# and then their topics.
ALL = "public.community_post p JOIN public.community_topic t ON t.tenant_id = p.tenant_id AND t.id = p.topic_id"
NEWEST = """(SELECT * FROM public.community_post every WHERE $6 AND every.tenant_id = $1 AND every.hidden_at IS NULL
          AND every.search @@ $2 ORDER BY every.created_at DESC LIMIT @many@) p
        CROSS JOIN LATERAL (SELECT * FROM public.community_topic one
          WHERE one.tenant_id = $1 AND one.id = p.topic_id OFFSET 0) t"""
PASSED_BY_MOST = frozenset({"open", "solved", "unsolved", "no_tags", "without", "unseen", "kinds"})
PASSED_BY_FEW = sorted(CONDITIONS.keys() - PASSED_BY_MOST)
ADD = "\n".join(f"  IF filters ? '{name}' THEN more := more || $c$ AND {said}$c$; END IF;" for name, said in CONDITIONS.items())
CHOOSE = "CASE filters->>'order' " + " ".join(f"WHEN '{name}' THEN $o${said}$o$" for name, said in ORDERS.items()) + " END"
CARRIED_AS = {
    "p.created_at": "f.posted_at",
    "p.score": "f.post_score",
    "t.view_count": "f.view_count",
    "t.created_at": "f.begun_at",
    "t.id": "f.topic_id",
}
CHOOSE_FOUND = functools.reduce(lambda said, names: said.replace(*names), CARRIED_AS.items(), CHOOSE)
# Each of the languages that are likely here gives one query, any of which may match; what must not be there must not be
# there in any of them.
ASKED = """SELECT string_agg(format('(%s)', asked::text), ' | ')::tsquery INTO @into@ FROM (
    SELECT DISTINCT websearch_to_tsquery(community_text_search_config(language), @words@) AS asked
    FROM unnest(languages || 'simple'::text) AS language) each_language
  WHERE numnode(asked) > 0"""
FIND = f"""
DECLARE
  mine uuid := {CURRENT_TENANT};
  query tsquery;
  unwanted tsquery;
  more text := '';
  chosen text := {CHOOSE};
  posts text := $o${NEWEST}$o$;
  first text := '';
  bodies_too boolean := NOT filters ? 'title';
BEGIN
  IF filters ? 'not' THEN
    {ASKED.replace("@into@", "unwanted").replace("@words@", "filters->>'not'")};
    IF unwanted IS NOT NULL THEN filters := filters || jsonb_build_object('without', unwanted::text); END IF;
  END IF;
{ADD}
  IF wanted = '' THEN
    RETURN QUERY EXECUTE replace(replace($q${BY_FILTERS}$q$, '@more@', more), '@inner@', coalesce(chosen, 'p.created_at DESC'))
    USING mine, query, spaces, filters, least(most, 200);
    RETURN;
  END IF;
  {ASKED.replace("@into@", "query").replace("@words@", "wanted")};
  IF query IS NULL THEN RETURN; END IF;
  posts := replace(posts, '@many@', CASE WHEN more = '' THEN '700' ELSE '2000' END);
  IF filters ?| ARRAY['{"', '".join(PASSED_BY_FEW)}']
    OR cardinality(spaces) * 2 < (SELECT count(*) FROM public.community_space s WHERE s.tenant_id = mine) THEN
    posts := $o${ALL}$o$;
  END IF;
  IF position('p.' IN more) > 0 THEN first := $o${FIRST}$o$; END IF;
  chosen := {CHOOSE_FOUND};
  RETURN QUERY EXECUTE
    replace(replace(replace(replace($q${BY_WORDS}$q$, '@posts@', posts), '@first@', first), '@more@', more),
      '@chosen@', coalesce(chosen || ',', ''))
  USING mine, query, spaces, filters, least(most, 200), bodies_too;
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

# Starting another process for a part of it, or a compiler, takes longer than the search.
SETTINGS = ("max_parallel_workers_per_gather = 0", "jit = off")


def build(apps, schema_editor):
    # A trusted extension: the owner of the database may create it. It lets the indexes begin with the tenant.
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gin", None)
    schema_editor.execute(CONFIGURATION, None)
    schema_editor.execute(WORDS_OF, None)
    for statement in COLUMNS:
        schema_editor.execute(statement, None)
    schema_editor.execute(SOLVING, None)
    arguments = "wanted text, filters jsonb, spaces uuid[], languages text[], most integer"
    words = definer_function("community_search", arguments, RESULT, FIND)
    alike = definer_function("community_search_alike", "wanted text, pattern text, spaces uuid[], most integer", RESULT, ALIKE)
    schema_editor.execute(words, None)
    schema_editor.execute(alike, None)
    for setting in SETTINGS:
        schema_editor.execute(f"ALTER FUNCTION community_search(text, jsonb, uuid[], text[], integer) SET {setting}", None)


def raze(apps, schema_editor):
    for function in (
        "community_search(text, jsonb, uuid[], text[], integer)",
        "community_search_alike(text, text, uuid[], integer)",
    ):
        schema_editor.execute(f"DROP FUNCTION {function}", None)
    for table in ("community_topic", "community_post"):
        schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN search", None)
    schema_editor.execute("DROP FUNCTION community_mark_solving() CASCADE", None)
    schema_editor.execute("ALTER TABLE community_post DROP COLUMN solves", None)
    schema_editor.execute("DROP INDEX community_topic_title_alike", None)
    schema_editor.execute("DROP FUNCTION community_text_search_config(text)", None)
    schema_editor.execute("DROP FUNCTION community_text_search_words(text)", None)


class Migration(migrations.Migration):
    dependencies = [("community", "0001_initial")]
    operations = [migrations.RunPython(build, raze)]
