"""The old address of the health tab: links and bookmarks to it still open it."""

import streamlit as st

st.switch_page("settings/settings.py", query_params={"tab": "health"})
