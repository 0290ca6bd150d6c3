"""Files people hand in: looked at before they are kept, kept once, never with an address of their own.

A door serves a file through what it belongs to, whose `visible_to` decides. Photographs are
drawn anew in a few sizes, so that nothing else than the picture is left in them.
"""
