"""A small help desk on servicedesk_core."""
