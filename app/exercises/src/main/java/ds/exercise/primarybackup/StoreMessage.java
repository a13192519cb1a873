package ds.exercise.primarybackup;

/// What is said in the exercise.
///
/// | who      | says         | to whom             | who answers                   |
/// |----------|--------------|---------------------|-------------------------------|
/// | a server | [Ping]       | the view service    | [CurrentView]                 |
/// | a client | [AskView]    | the view service    | [CurrentView]                 |
/// | a client | [Request]    | the primary         | [Reply], or [Refuse]          |
/// | a server | [Peer], yours | another server     | [Peer], yours                 |
public sealed interface StoreMessage {

  /// The server is alive.
  ///
  /// @param view the newest view that the server knows, 0 if it has just started and knows none.
  ///   The primary of a view names it only when its backup has the state, and thereby acknowledges
  ///   it; until then it names the view that it named before
  record Ping(long view) implements StoreMessage {}

  record AskView() implements StoreMessage {}

  record CurrentView(View view) implements StoreMessage {}

  /// A client waits for the answer to one request before it makes the next, and repeats a request
  /// until it is answered.
  ///
  /// @param number of the client's request, from 1; the same when it is repeated
  record Request(long number, Operation operation) implements StoreMessage {}

  /// @param number of the request that is answered
  record Reply(long number, Result result) implements StoreMessage {}

  /// The server does not answer requests now. The client asks the view service who does.
  record Refuse(long number) implements StoreMessage {}

  /// What servers say to each other: records of yours.
  non-sealed interface Peer extends StoreMessage {}
}
