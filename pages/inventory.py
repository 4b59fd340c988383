"""One's own list of models: bring it, see what it would change, and take it in."""

import streamlit as st

from app.ui import inventory_address, inventory_page, loading
from app.ui.loading.inventory import inventory
from app.ui.visit import visit

here = visit()
asked = inventory_address.read(st.query_params)

inventory_page.show(inventory(here), asked, loading.notice(here), here.speech)
