"""Models: every deployed model, or those with signs that nobody would miss them."""

import streamlit as st

from app.ui import address, listing, loading, unmissed
from app.ui.loading.unmissed import doubtful
from app.ui.visit import visit

here = visit()
filters = address.read(st.query_params)
notice = loading.notice(here)

if filters.unmissed:
    unmissed.show(doubtful(here, filters), filters, notice, here.speech)
else:
    listing.show(loading.listing(here, filters), filters, notice, here.speech)
