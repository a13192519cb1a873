package ds.system.kv.auth;

import ds.system.kv.command.AuthCommand;
import ds.system.kv.command.AuthCommand.AuthDisable;
import ds.system.kv.command.AuthCommand.AuthEnable;
import ds.system.kv.command.AuthCommand.Permission;
import ds.system.kv.command.AuthCommand.RoleAdd;
import ds.system.kv.command.AuthCommand.RoleDelete;
import ds.system.kv.command.AuthCommand.RoleGrantPermission;
import ds.system.kv.command.AuthCommand.RoleRevokePermission;
import ds.system.kv.command.AuthCommand.Secret;
import ds.system.kv.command.AuthCommand.UserAdd;
import ds.system.kv.command.AuthCommand.UserChangePassword;
import ds.system.kv.command.AuthCommand.UserDelete;
import ds.system.kv.command.AuthCommand.UserGrantRole;
import ds.system.kv.command.AuthCommand.UserRevokeRole;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvError;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Users, roles, and whether anybody asks for them.
///
/// Each change of the rules has a revision. A client's command bears the revision under which the
/// client was authenticated, and is refused when the rules have changed since.
public final class Auth {

  /// The user who must be there before permissions are asked for, and the role that may do all.
  public static final String ROOT = "root";

  private final SortedMap<String, User> users = new TreeMap<>();
  private final SortedMap<String, Role> roles = new TreeMap<>();
  private final Permissions permissions = new Permissions(this);

  private boolean enabled;
  private long revision = 1;
  private Secret tokenKey = new Secret(Bytes.EMPTY);

  public boolean isEnabled() {
    return enabled;
  }

  public long revision() {
    return revision;
  }

  public Optional<User> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  /// In order of their names.
  public List<User> users() {
    return List.copyOf(users.values());
  }

  public Optional<Role> role(String name) {
    return Optional.ofNullable(roles.get(name));
  }

  /// In order of their names.
  public List<Role> roles() {
    return List.copyOf(roles.values());
  }

  /// Who may do what, by these rules.
  public Permissions permissions() {
    return permissions;
  }

  /// Carries out a command, or says what is against it.
  public Optional<KvError> apply(AuthCommand command) {
    return switch (command) {
      case AuthEnable(var key) -> enable(key);
      case AuthDisable _ -> disable();
      case UserAdd(var user, var password) -> addUser(user, password);
      case UserDelete(var user) -> deleteUser(user);
      case UserChangePassword(var user, var password) -> changePassword(user, password);
      case UserGrantRole(var user, var role) -> grantRole(user, role);
      case UserRevokeRole(var user, var role) -> revokeRole(user, role);
      case RoleAdd(var role) -> addRole(role);
      case RoleDelete(var role) -> deleteRole(role);
      case RoleGrantPermission(var role, var permission) -> grantPermission(role, permission);
      case RoleRevokePermission(var role, var keys) -> revokePermission(role, keys);
    };
  }

  /// The rules stay what they were, and so does their revision.
  private Optional<KvError> enable(Secret key) {
    if (enabled) {
      return Optional.empty();
    }
    User root = users.get(ROOT);
    if (root == null) {
      return Optional.of(KvError.ROOT_USER_MISSING);
    }
    if (!root.has(ROOT)) {
      return Optional.of(KvError.ROOT_ROLE_MISSING);
    }
    enabled = true;
    tokenKey = key;
    return Optional.empty();
  }

  private Optional<KvError> disable() {
    if (!enabled) {
      return Optional.empty();
    }
    enabled = false;
    return changed();
  }

  private Optional<KvError> addUser(String name, Optional<Secret> password) {
    if (name.isEmpty()) {
      return Optional.of(KvError.USER_EMPTY);
    }
    if (users.containsKey(name)) {
      return Optional.of(KvError.USER_EXISTS);
    }
    return changed(new User(name, password, List.of()));
  }

  private Optional<KvError> deleteUser(String name) {
    if (enabled && name.equals(ROOT)) {
      return Optional.of(KvError.INVALID_AUTH_MANAGEMENT);
    }
    return users.remove(name) == null ? Optional.of(KvError.USER_NOT_FOUND) : changed();
  }

  private Optional<KvError> changePassword(String name, Secret password) {
    User user = users.get(name);
    if (user == null) {
      return Optional.of(KvError.USER_NOT_FOUND);
    }
    return changed(user.password().isEmpty() ? user : user.withPassword(password));
  }

  /// The role that may do all need not be there to be granted.
  private Optional<KvError> grantRole(String name, String role) {
    User user = users.get(name);
    if (user == null) {
      return Optional.of(KvError.USER_NOT_FOUND);
    }
    if (!role.equals(ROOT) && !roles.containsKey(role)) {
      return Optional.of(KvError.ROLE_NOT_FOUND);
    }
    return user.has(role) ? Optional.empty() : changed(user.with(role));
  }

  private Optional<KvError> revokeRole(String name, String role) {
    if (enabled && name.equals(ROOT) && role.equals(ROOT)) {
      return Optional.of(KvError.INVALID_AUTH_MANAGEMENT);
    }
    User user = users.get(name);
    if (user == null) {
      return Optional.of(KvError.USER_NOT_FOUND);
    }
    return user.has(role) ? changed(user.without(role)) : Optional.of(KvError.ROLE_NOT_GRANTED);
  }

  private Optional<KvError> addRole(String name) {
    if (name.isEmpty()) {
      return Optional.of(KvError.ROLE_EMPTY);
    }
    if (roles.containsKey(name)) {
      return Optional.of(KvError.ROLE_EXISTS);
    }
    return changed(new Role(name, List.of()));
  }

  private Optional<KvError> deleteRole(String name) {
    if (enabled && name.equals(ROOT)) {
      return Optional.of(KvError.INVALID_AUTH_MANAGEMENT);
    }
    if (roles.remove(name) == null) {
      return Optional.of(KvError.ROLE_NOT_FOUND);
    }
    users.replaceAll((_, user) -> user.without(name));
    return changed();
  }

  private Optional<KvError> grantPermission(String name, Permission permission) {
    if (!Permissions.isValid(permission.keys())) {
      return Optional.of(KvError.INVALID_AUTH_MANAGEMENT);
    }
    Role role = roles.get(name);
    return role == null ? Optional.of(KvError.ROLE_NOT_FOUND) : changed(role.with(permission));
  }

  private Optional<KvError> revokePermission(String name, KeyRange keys) {
    Role role = roles.get(name);
    if (role == null) {
      return Optional.of(KvError.ROLE_NOT_FOUND);
    }
    Role less = role.without(keys);
    return less.equals(role) ? Optional.of(KvError.PERMISSION_NOT_GRANTED) : changed(less);
  }

  private Optional<KvError> changed(User user) {
    users.put(user.name(), user);
    return changed();
  }

  private Optional<KvError> changed(Role role) {
    roles.put(role.name(), role);
    return changed();
  }

  private Optional<KvError> changed() {
    revision++;
    permissions.forget();
    return Optional.empty();
  }

  /// All of it: there are few rules, and they change seldom.
  public Rules snapshot() {
    return new Rules(enabled, revision, tokenKey, users(), roles());
  }

  /// Begins with the first of [Rules#parts], which may be the only one.
  public void restore(Rules first) {
    clear();
    enabled = first.enabled();
    revision = first.revision();
    tokenKey = first.tokenKey();
    restoreMore(first);
  }

  /// Goes on with the next one.
  public void restoreMore(Rules part) {
    part.users().forEach(user -> users.merge(user.name(), user, User::and));
    part.roles().forEach(role -> roles.merge(role.name(), role, Role::and));
  }

  public void clear() {
    users.clear();
    roles.clear();
    permissions.forget();
    enabled = false;
    revision = 1;
    tokenKey = new Secret(Bytes.EMPTY);
  }
}
