"""How figures look: a DataFrame goes in, a plotly Figure comes out; nothing is asked or stored."""
