"""Search: one line for each public thing, found by its words whatever their accents and endings.

Rooms above say what a line holds (`queries.Source`) and have it written in their own acts
(`services.refresh`). The index is made of what is told elsewhere: it has no journal of its own, and
`maillage index` makes it again.
"""
