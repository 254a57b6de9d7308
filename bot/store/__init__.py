"""The store: Redis or Valkey. The key schema in `keys`, one small class a concept beside it."""
