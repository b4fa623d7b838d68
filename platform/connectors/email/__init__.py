"""E-mail: what can be said about a mail without a database. Plain values in, plain values out."""
