"""Today: how many models do what was agreed, what needs somebody, and what changed."""

from app.ui import last_seen, loading, today
from app.ui.visit import visit

here = visit()
since = last_seen.since(here)
today.show(loading.today(here, since.at), since, loading.notice(here), here.speech)
