"""Pages of moderation: the queue, a member's decisions, the brand's rules."""
