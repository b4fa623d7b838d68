"""The ways in which mail comes in: a listener, a mailbox, a signed request. All of them store first."""
