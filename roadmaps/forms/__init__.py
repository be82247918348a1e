"""Forms of what a roadmap holds."""
