"""What could go wrong? What matters, what is likely, and whether anybody would notice."""

import streamlit as st

from app.ui import loading, risks, risks_address
from app.ui.loading.risks import risks as load
from app.ui.visit import visit

here = visit()
filters = risks_address.read(st.query_params)
risks.show(load(here, filters), filters, loading.notice(here), here.speech)
