package ds.core;

/// Something a node states about itself, such as "became leader of term 4" or "applied index 7". A
/// node declares its facts as one sealed family of records.
public interface Fact {}
