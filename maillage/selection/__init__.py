"""How a committee chooses: who sits on it, who reads what, the scores, the decisions."""
