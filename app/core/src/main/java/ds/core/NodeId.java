package ds.core;

/// The name of a node, unique in its world: `s1`, `client-7`.
///
/// @param name 1 to 63 letters, digits, dots, hyphens and underscores
public record NodeId(String name) implements Comparable<NodeId> {

  /// The longest name, as for a label of the domain name system.
  public static final int LENGTH_MAX = 63;

  public NodeId {
    Check.that(isName(name), "a node's name is 1 to 63 letters, digits, '.', '-' and '_'");
  }

  /// Whether `text` can name a node, for readers of outside input.
  public static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LENGTH_MAX
        && text.chars().allMatch(NodeId::isNameCharacter);
  }

  private static boolean isNameCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_';
  }

  /// Shorter names first, so that `s2` comes before `s10`; names of one length by their letters.
  @Override
  public int compareTo(NodeId other) {
    int byLength = Integer.compare(name.length(), other.name.length());
    return byLength != 0 ? byLength : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
