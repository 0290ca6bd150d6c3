"""Territories: communes, EPCI, départements, regions, countries, partner regions and villages.

Public, sourced, one vintage at a time. What contains what is stored step by step
(`Territory.parents`); the seat and the areas of action of an actor are two different things
and belong to the rooms above.
"""
