"""Processes that load the product from outside; they print JSON for the benchmark that started them."""
