package ds.system.kv.auth;

import ds.system.kv.command.AuthCommand.Permission;
import ds.system.kv.command.AuthCommand.Permission.Access;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Who may do what. Each question is answered by what is against it: nothing, for a yes.
///
/// What a user may read and write is put together from its roles when it is first asked for, and
/// forgotten when the rules change.
public final class Permissions {

  /// What a user may read and write.
  private record Granted(Rights reads, Rights writes) {}

  private final Auth auth;

  /// Looked up, never walked through.
  private final Map<String, Granted> granted = new HashMap<>();

  Permissions(Auth auth) {
    this.auth = auth;
  }

  void forget() {
    granted.clear();
  }

  /// Whether a permission can be about these keys: not about none, and not from a key backwards.
  static boolean isValid(KeyRange keys) {
    return !keys.key().isEmpty()
        && (keys.isSingle() || keys.isOpen() || keys.key().compareTo(keys.end()) < 0);
  }

  public Optional<KvError> toRead(Caller caller, KeyRange keys) {
    return against(caller, Access.READ, keys);
  }

  public Optional<KvError> toWrite(Caller caller, KeyRange keys) {
    return against(caller, Access.WRITE, keys);
  }

  public Optional<KvError> toWrite(Caller caller, Bytes key) {
    return auth.isEnabled() ? toWrite(caller, KeyRange.single(key)) : Optional.empty();
  }

  /// For what anybody may do who is somebody.
  public Optional<KvError> toTakePart(Caller caller) {
    if (!auth.isEnabled()) {
      return Optional.empty();
    }
    return caller.user().isEmpty()
        ? Optional.of(KvError.USER_EMPTY)
        : unless(auth.user(caller.user()).isPresent());
  }

  /// For what only the root role may do.
  public Optional<KvError> toAdminister(Caller caller) {
    return toTakePart(caller).or(() -> unless(!auth.isEnabled() || isRoot(caller)));
  }

  /// A user may see itself.
  public Optional<KvError> toSeeUser(Caller caller, String user) {
    return caller.user().equals(user) ? toTakePart(caller) : toAdminister(caller);
  }

  /// A user may see the roles that it has.
  public Optional<KvError> toSeeRole(Caller caller, String role) {
    return auth.user(caller.user()).filter(it -> it.has(role)).isPresent()
        ? toTakePart(caller)
        : toAdminister(caller);
  }

  /// Only here the revision of the rules counts: whoever changes rules in a row has seen them.
  private Optional<KvError> against(Caller caller, Access access, KeyRange keys) {
    if (!auth.isEnabled()) {
      return Optional.empty();
    }
    if (caller.user().isEmpty()) {
      return Optional.of(KvError.USER_EMPTY);
    }
    return caller.authRevision() < auth.revision()
        ? Optional.of(KvError.AUTH_OLD_REVISION)
        : unless(mayTouch(caller, access, keys));
  }

  private boolean mayTouch(Caller caller, Access access, KeyRange keys) {
    if (isRoot(caller)) {
      return true;
    }
    if (auth.user(caller.user()).isEmpty()) {
      return false; // and nothing is remembered of names that anybody can make up
    }
    Granted rights = granted.computeIfAbsent(caller.user(), this::grantedTo);
    return (access == Access.READ ? rights.reads : rights.writes).contain(keys);
  }

  private boolean isRoot(Caller caller) {
    return auth.user(caller.user()).filter(user -> user.has(Auth.ROOT)).isPresent();
  }

  private Granted grantedTo(String name) {
    List<Permission> all = new ArrayList<>();
    for (String role : auth.user(name).map(User::roles).orElse(List.of())) {
      auth.role(role).ifPresent(it -> all.addAll(it.permissions()));
    }
    return new Granted(rights(all, Access::reads), rights(all, Access::writes));
  }

  private static Rights rights(List<Permission> permissions, Predicate<Access> counts) {
    List<KeyRange> ranges = new ArrayList<>();
    for (Permission permission : permissions) {
      if (counts.test(permission.access())) {
        ranges.add(permission.keys());
      }
    }
    return new Rights(ranges);
  }

  private static Optional<KvError> unless(boolean permitted) {
    return permitted ? Optional.empty() : Optional.of(KvError.PERMISSION_DENIED);
  }
}
