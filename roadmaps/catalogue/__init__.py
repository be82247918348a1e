"""What pages show of a roadmap: plain rows made in a few queries, however long the plan."""
