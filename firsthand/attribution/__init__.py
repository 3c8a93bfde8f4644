"""Attribution: on whose authority a statement stands: credits, statements, chains and the names of sources."""
