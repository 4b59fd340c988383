"""Sources: what we read, when it last answered, what was refused, and when we check again."""

import streamlit as st

from app.ui import address, loading, refused, sources
from app.ui.loading import sourcing
from app.ui.visit import visit

here = visit()
asked = address.source_asked(st.query_params)
found = sourcing.all_sources(here)
notice = loading.notice(here)

if asked is None:
    sources.show(found, sourcing.checking(here), notice, here)
else:
    chosen = next((each for each in found if each.id == asked), None)
    if chosen is None:
        refused.show_unknown(notice, here.speech)
    else:
        page = address.page_asked(st.query_params)
        refused.show(sourcing.refused(here, chosen, page), notice, here.speech)
