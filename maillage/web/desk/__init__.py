"""The door of the network's own team: what waits today, calls, decisions, people, rights."""
