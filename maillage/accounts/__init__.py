"""Who signs in. An account opens doors; what it opens comes from facts told in other rooms.

Being of the network's own team is the one right that is a fact of the account itself.
"""
