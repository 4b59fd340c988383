"""Who answers for what: people and what they look after, models, and what stops without them."""

import streamlit as st

from app.ui import frame, loading, people, person
from app.ui.loading.people import answering, one_person
from app.ui.people_address import people_asked
from app.ui.visit import visit

here = visit()
asked = people_asked(st.query_params)
notice = loading.notice(here)

if asked.person:
    found = one_person(here, asked)
    if found:
        frame.name_after(found.carer.person.name, here.speech)
    person.show(found, asked, notice, here.speech)
else:
    people.show(answering(here, asked), asked, notice, here.speech)
