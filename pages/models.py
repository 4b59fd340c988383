"""Models: every deployed model with its status, its business figure and who looks after it."""

import streamlit as st

from app.ui import address, listing, loading
from app.ui.visit import visit

here = visit()
filters = address.read(st.query_params)
listing.show(loading.listing(here, filters), filters, loading.notice(here), here.speech)
