"""What alliances do: a project, its partners and territories, from the decision to its public page."""
