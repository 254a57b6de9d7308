"""Delivery: who gets what, when, and how it reaches Telegram without loss or repetition."""
