"""Training a classifier on a data set, as a stream of events."""
