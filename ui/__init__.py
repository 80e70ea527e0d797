"""Everything that Streamlit draws: the frame, widgets, figures and browser components."""
