"""Today: how many models do what was agreed, what needs somebody, and what changed."""

import streamlit as st

from app.ui import address, last_seen, loading, today
from app.ui.visit import visit

here = visit()
asked, understood = address.since_asked(st.query_params)
since = last_seen.since(asked, here)
today.show(loading.today(here, since), understood, loading.notice(here), here.speech)
