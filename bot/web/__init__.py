"""The role `web`: a page for readers; health, readiness and measures over HTTP."""
