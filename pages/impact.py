"""Is it paying off?: what models brought in against what was agreed, and what waiting costs."""

import streamlit as st

from app.ui import impact, loading
from app.ui.impact_address import impact_asked
from app.ui.loading import impact as impact_loading
from app.ui.visit import visit

here = visit()
asked = impact_asked(st.query_params)
found = impact_loading.impact(here, asked)
impact.show(found, asked, loading.notice(here), here.speech)
