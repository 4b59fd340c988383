"""Results that stand in a file: bring it, see what it would change, and take it in."""

import streamlit as st

from app.ui import bring_address, bring_page, loading
from app.ui.loading.bring import bring
from app.ui.visit import visit

here = visit()
asked = bring_address.read(st.query_params)

bring_page.show(bring(here), asked, loading.notice(here), here.speech)
