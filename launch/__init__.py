"""Everything that runs before Django: setting up, embedded servers, the supervisor and the developer's commands.

Modules used by `setup` (bootstrap, errors, paths) import the standard library only: they run before anything is installed.
"""
