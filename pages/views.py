"""Named views: pages as somebody narrowed them, by the name they gave."""

from app.ui import loading, views
from app.ui.loading.views import named
from app.ui.visit import visit

here = visit()
views.show(named(here), loading.notice(here), here.speech)
