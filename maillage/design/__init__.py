"""How Maillage looks: the mark, the components, the shells, the way forms are drawn."""
