"""What alliances propose: a lead, its partners, territories here and there, answers, an amount."""
