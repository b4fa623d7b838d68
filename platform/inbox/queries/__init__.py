"""Reads of the inbox, one module per concern. Other rooms import `inbox.queries.info`."""
