"""What people say: what looks wrong to them, what they ask and explain, and what became of it."""

import streamlit as st

from app.ui import feedback_address, feedback_one, feedback_page, loading
from app.ui.loading.feedback import feedback, one
from app.ui.loading.people import called
from app.ui.visit import visit

here = visit()
asked = feedback_address.read(st.query_params)
notice = loading.notice(here)

if asked.one is not None:
    feedback_one.show(one(here, asked), called(here), notice, here.speech)
else:
    feedback_page.show(feedback(here, asked), asked, notice, here.speech)
