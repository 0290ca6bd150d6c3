"""Plain Python: no Django, no clock, no unseeded chance."""
