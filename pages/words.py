"""Plain words: every status, question and word we use, and the rule behind it."""

import streamlit as st

from app.language.plain_words import entries
from app.ui import address, loading, words
from app.ui.loading.views import least_clear
from app.ui.visit import visit

here = visit()
words.show(
    entries(here.speech),
    address.search_asked(st.query_params),
    address.term_asked(st.query_params),
    least_clear(here),
    loading.notice(here),
    here.speech,
)
