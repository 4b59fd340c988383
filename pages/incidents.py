"""What went wrong, and how fast did we notice? Open and past incidents over the fleet."""

import streamlit as st

from app.ui import incidents_address, incidents_page, loading
from app.ui.loading.incidents import incidents
from app.ui.visit import visit

here = visit()
asked = incidents_address.read(st.query_params)
incidents_page.show(incidents(here, asked), asked, loading.notice(here), here.speech)
