"""What changed?: what happened to models, which versions are in use and which wait."""

import streamlit as st

from app.ui import changes, changes_address, loading
from app.ui.loading import changes as loading_changes
from app.ui.visit import visit

here = visit()
found, asked = loading_changes.changes(here, changes_address.read(st.query_params))
changes.show(found, asked, loading.notice(here), here.speech)
