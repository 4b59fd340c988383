"""What changed?: what happened, versions in use, and what a change of software would touch."""

import streamlit as st

from app.ui import changes, changes_address, frame, libraries, libraries_address, loading
from app.ui.loading import changes as loading_changes
from app.ui.loading import libraries as loading_libraries
from app.ui.visit import visit

here = visit()
notice = loading.notice(here)
software = libraries_address.libraries_asked(st.query_params)

if software.wanted:
    if software.library:
        frame.name_after(software.library, here.speech)
    shown = loading_libraries.libraries(here, software)
    libraries.show(shown, software, notice, here.speech)
else:
    found, asked = loading_changes.changes(here, changes_address.read(st.query_params))
    names = loading_libraries.software_names(here)
    what_if = libraries.libraries_section(names, here.speech)
    changes.show(found, asked, what_if, notice, here.speech)
