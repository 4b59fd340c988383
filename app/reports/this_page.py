"""What people made of pages: the views they named, and the wordings they did not find clear."""

from data.store import clearness, views

NamedView = views.NamedView
Unclear = clearness.Unclear
every_view = views.every
least_clear = clearness.least_clear
