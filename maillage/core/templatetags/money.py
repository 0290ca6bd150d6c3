"""`{{ cents|money }}`: an amount as the reader writes it."""

from django import template

from maillage.core.money import money

register = template.Library()
register.filter("money", money)
