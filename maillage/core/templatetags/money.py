"""`{{ cents|money }}`, `{{ count|number }}`: amounts and counts as the reader writes them."""

from django import template

from maillage.core.money import money, number

register = template.Library()
register.filter("money", money)
register.filter("number", number)
