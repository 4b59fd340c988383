"""Serves the style page with the script that its parts share; see ``docs/make_style_page.py``."""

import sys
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
# Streamlit puts only this file's folder on the path; app stands one above.
sys.path.insert(0, str(HERE.parent))

from app.front_page import script_route  # noqa: E402 - the path is set above

app = st.App(HERE / "style_page.py", routes=[script_route()])
