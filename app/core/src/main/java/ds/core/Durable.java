package ds.core;

/// A record that a node persists. A node declares what it persists as one sealed family of records.
public interface Durable {}
