package raft;

/// A command in the log, and the term in which a leader received it.
record Entry(long term, String command) {}
