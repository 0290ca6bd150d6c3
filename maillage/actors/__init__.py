"""Who acts: organisations and people, who holds which position, who belongs to the network.

`Network` is the organisation that runs this instance: its name, colours and legal mentions.
"""
