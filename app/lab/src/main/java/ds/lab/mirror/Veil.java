package ds.lab.mirror;

/// A node around another one, which is the one that somebody wants to see.
public interface Veil {

  /// The node behind it, or an object without fields if there is none.
  Object behind();
}
