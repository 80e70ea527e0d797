"""Pictures, colours, tables and other small things that pages are made of."""
