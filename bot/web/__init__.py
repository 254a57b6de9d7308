"""The role `web`: health, readiness and measures over HTTP."""
