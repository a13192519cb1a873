package ds.system.kv.auth;

import ds.system.kv.command.AuthCommand.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/// Divides rules into parts that can travel one by one.
final class RuleParts {

  private final Rules rules;
  private final int bytes;
  private final List<Rules> parts = new ArrayList<>();

  /// The part that is being filled, and its size.
  private List<User> users = new ArrayList<>();

  private List<Role> roles = new ArrayList<>();
  private int size;

  RuleParts(Rules rules, int bytes) {
    this.rules = rules;
    this.bytes = bytes;
  }

  List<Rules> all() {
    for (User user : rules.users()) {
      var bare = new User(user.name(), user.password(), List.of());
      divide(
          bare.size(),
          user.roles(),
          String::length,
          some -> users.add(new User(user.name(), user.password(), some)));
    }
    for (Role role : rules.roles()) {
      divide(
          role.name().length(),
          role.permissions(),
          (Permission permission) -> Role.size(permission),
          some -> roles.add(new Role(role.name(), some)));
    }
    if (parts.isEmpty() || !users.isEmpty() || !roles.isEmpty()) {
      end();
    }
    return parts;
  }

  /// Puts items into this part and as many more as it takes, each time below what they belong to.
  private <T> void divide(
      int headSize, List<T> items, ToIntFunction<T> sizeOf, Consumer<List<T>> add) {
    List<T> some = new ArrayList<>();
    size += headSize;
    for (T item : items) {
      if (size >= bytes && !some.isEmpty()) {
        add.accept(some);
        end();
        some = new ArrayList<>();
        size = headSize;
      }
      some.add(item);
      size += sizeOf.applyAsInt(item);
    }
    add.accept(some);
    if (size >= bytes) {
      end();
    }
  }

  private void end() {
    parts.add(new Rules(rules.enabled(), rules.revision(), rules.tokenKey(), users, roles));
    users = new ArrayList<>();
    roles = new ArrayList<>();
    size = 0;
  }
}
