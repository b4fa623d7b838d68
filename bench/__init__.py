"""Benchmarks: each prints a table with ratios against a baseline of the same run. Never part of the tests."""
