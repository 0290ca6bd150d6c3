"""The demonstration: the programme's own story, and examples plainly marked."""
