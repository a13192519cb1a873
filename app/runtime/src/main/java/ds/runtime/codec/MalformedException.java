package ds.runtime.codec;

/// Bytes that are no encoding of what was expected. Whoever reads from outside answers it at the
/// edge: a connection is closed, a file is refused.
///
/// It has no stack trace: it tells about the bytes and not about the program, and a hostile peer
/// must not make it expensive.
public final class MalformedException extends Exception {

  private static final long serialVersionUID = 1;

  public MalformedException(String message) {
    super(message, null, false, false);
  }
}
