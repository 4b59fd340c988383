"""The record: everything that people did here, who did it, and what was so before."""

import streamlit as st

from app.ui import loading, record, record_address
from app.ui.loading.recorded import entries
from app.ui.visit import visit

here = visit()
asked = record_address.read(st.query_params)
record.show(entries(here, asked), asked, loading.notice(here), here.speech)
