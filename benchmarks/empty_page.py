"""The least a Streamlit page can show."""

import streamlit as st

st.markdown("Ready")
