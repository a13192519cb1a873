package ds.core;

/// A timer of a node. A node declares its timers as one enum, or as a sealed family of records if
/// they carry something; two timers are the same if they are equal.
public interface Timer {}
