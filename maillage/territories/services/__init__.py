"""The acts on territories: load a source, define one by hand."""

from maillage.territories.services.abroad import load_countries, load_partner_regions
from maillage.territories.services.by_hand import define_territory
from maillage.territories.services.french import load_french_territories

__all__ = ["define_territory", "load_countries", "load_french_territories", "load_partner_regions"]
