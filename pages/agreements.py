"""Agreements: what good means, who signed it, and what waits for a signature."""

import streamlit as st

from app.ui import agreement, agreements, frame, loading
from app.ui.agreement_forms import proposing
from app.ui.agreements_address import read
from app.ui.loading.agreements import agreeing, waiting
from app.ui.visit import visit

here = visit()
asked = read(st.query_params)
notice = loading.notice(here)

if asked.model:
    found = agreeing(here, asked.model)
    agreement.show(found, asked, notice, here.speech)
    chosen = agreement.chosen_measure(found, asked) if found else None
    if found and chosen:
        frame.name_after(found.record.name, here.speech)
        proposing(found.record, chosen, here)
else:
    agreements.show(waiting(here, asked), asked, notice, here.speech)
