"""Static files are named by content hash by Vite already; others are served as they are."""

from django.contrib.staticfiles.storage import StaticFilesStorage


class StaticFiles(StaticFilesStorage):
    """Django's storage; WhiteNoise serves it."""
