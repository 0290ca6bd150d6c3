"""What the network runs: a programme, its phases, its calls with their questions and criteria."""
