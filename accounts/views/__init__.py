"""Pages of signing in, invitations and personal settings."""
