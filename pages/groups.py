"""Does it treat groups alike? Every group beside everybody, and where nobody checks."""

import streamlit as st

from app.ui import groups_address, groups_page, loading
from app.ui.loading.groups import groups
from app.ui.visit import visit

here = visit()
asked = groups_address.read(st.query_params)
groups_page.show(groups(here, asked), asked, loading.notice(here), here.speech)
