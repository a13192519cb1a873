package ds.system.kv.auth;

import ds.system.kv.command.AuthCommand.Permission;
import ds.system.kv.command.KeyRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Permissions under a name.
///
/// @param permissions in order of their keys, one for the same keys at most
public record Role(String name, List<Permission> permissions) {

  private static final Comparator<Permission> BY_KEYS =
      Comparator.<Permission, KeyRange>comparing(
          Permission::keys, Comparator.comparing(KeyRange::key).thenComparing(KeyRange::end));

  public Role {
    permissions = permissions.stream().sorted(BY_KEYS).toList();
  }

  Role with(Permission permission) {
    List<Permission> more = new ArrayList<>(without(permission.keys()).permissions);
    more.add(permission);
    return new Role(name, more);
  }

  /// With what another part says of the same role.
  Role and(Role part) {
    return new Role(name, Stream.concat(permissions.stream(), part.permissions.stream()).toList());
  }

  /// About how many bytes it takes.
  int size() {
    return name.length() + permissions.stream().mapToInt(Role::size).sum();
  }

  static int size(Permission permission) {
    return permission.keys().key().length() + permission.keys().end().length();
  }

  Role without(KeyRange keys) {
    return new Role(name, permissions.stream().filter(it -> !it.keys().equals(keys)).toList());
  }
}
