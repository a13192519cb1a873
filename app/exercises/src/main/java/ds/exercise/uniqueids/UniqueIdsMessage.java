package ds.exercise.uniqueids;

/// What clients and id servers say to each other.
///
/// | a client asks | a server answers |
/// |---------------|------------------|
/// | [Generate]    | [Generated]      |
public sealed interface UniqueIdsMessage {

  /// Wishes for an id that nobody else ever gets.
  ///
  /// @param request a number that this client uses once; a network may double the message
  record Generate(long request) implements UniqueIdsMessage {}

  /// @param id 1 to [#LENGTH_MAX] characters of any kind
  record Generated(long request, String id) implements UniqueIdsMessage {

    /// The longest id that is still worth carrying around.
    public static final int LENGTH_MAX = 40;
  }

  /// What servers say to each other, if they do: declare a sealed family of your own below it.
  non-sealed interface Peer extends UniqueIdsMessage {}
}
