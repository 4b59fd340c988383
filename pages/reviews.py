"""Reviews: which models are to be looked at, one model as it stands, and what was signed."""

import streamlit as st

from app.ui import frame, loading, review, review_signed, reviews, reviews_address
from app.ui.loading.reviews import listing, looked, reviewing
from app.ui.visit import visit

here = visit()
asked = reviews_address.read(st.query_params)
notice = loading.notice(here)

if asked.model and asked.signed:
    signed = looked(here, asked.model, asked.signed)
    review_signed.show(signed, asked, notice, here.speech)
elif asked.model:
    found = reviewing(here, asked.model)
    review.show(found, asked, notice, here.speech)
    if found:
        frame.name_after(found.name, here.speech)
else:
    reviews.show(listing(here, asked), asked, notice, here.speech)
