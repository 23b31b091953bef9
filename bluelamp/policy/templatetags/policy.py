"""Words for the page of rules."""

from django import template

from bluelamp.ui import words

register = template.Library()
register.filter("weight", words.weight_word)
register.filter("role", words.who)
