package ds.protocol.rsm;

/// Names a request, however often it is sent. An answer carries the name of its request.
///
/// @param session of the client; [SessionId#NONE] to open one
/// @param sequence ascends within a session. To open a session, a number that no other attempt has,
///   such as a random one
public record RequestId(SessionId session, long sequence) {

  @Override
  public String toString() {
    return session + "/" + sequence;
  }
}
