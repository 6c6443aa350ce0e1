"""Bridges to other libraries, one module each; nothing of the library imports them."""
