package ds.runtime.codec;

import java.util.List;

/// What may stand where an interface is meant that is not sealed, and so does not say it itself.
///
/// @param open the interface
/// @param members records, enums, sealed families of them, and interfaces with a family of their
///   own
public record Family(Class<?> open, List<Class<?>> members) {

  public Family {
    members = List.copyOf(members);
    if (!open.isInterface() || open.isSealed()) {
      throw new IllegalArgumentException(
          open.getSimpleName() + " is no open interface: only such a one is told its family");
    }
    for (Class<?> member : members) {
      if (!open.isAssignableFrom(member)) {
        throw new IllegalArgumentException(
            member.getSimpleName() + " is no " + open.getSimpleName() + ", though told to be one");
      }
    }
  }

  public static Family of(Class<?> open, Class<?>... members) {
    return new Family(open, List.of(members));
  }
}
