"""Model: one model from its verdict down to its papers. The address says which."""

import streamlit as st

from app.ui import address, loading, model
from app.ui.visit import visit

here = visit()
slug = address.model_asked(st.query_params)
record = loading.record(here, slug) if slug else None
notice = loading.notice(here)

if record is None:
    model.show_unknown(slug, notice, here.speech)
else:
    st.set_page_config(page_title=record.name)
    model.show(record, notice, here.speech)
