"""Channels: where posts come from, and the watcher that misses none."""
