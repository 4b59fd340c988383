"""Where does it come from? The steps that bring data: late or in time, and whom they feed."""

import streamlit as st

from app.ui import frame, loading, pipelines, step
from app.ui.loading.pipelines import one_step, steps
from app.ui.pipelines_address import steps_asked
from app.ui.visit import visit

here = visit()
asked = steps_asked(st.query_params)
notice = loading.notice(here)

if asked.step:
    found = one_step(here, asked.step)
    if found:
        frame.name_after(found.step.name, here.speech)
    step.show(found, notice, here.speech)
else:
    pipelines.show(steps(here, asked), asked, notice, here.speech)
