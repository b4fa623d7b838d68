"""Customer-care tweets as a CSV of one row per tweet (tweet_id, author_id, inbound, created_at, text, the ids around it)."""
