"""Model: one model from its verdict down to its papers. The address says which."""

import streamlit as st

from app.ui import address, frame, loading, model
from app.ui.visit import visit

here = visit()
slug = address.model_asked(st.query_params)
record = loading.record(here, slug) if slug else None
notice = loading.notice(here)

if record is None:
    model.show_unknown(slug, notice, here.speech)
else:
    frame.name_after(record.name, here.speech)
    model.show(record, notice, here.speech)
