package ds.system.kv.auth;

import ds.system.kv.command.AuthCommand.Secret;
import java.util.List;

/// Who may do what, all of it, as a value.
public record Rules(
    boolean enabled, long revision, Secret tokenKey, List<User> users, List<Role> roles) {

  public Rules {
    users = List.copyOf(users);
    roles = List.copyOf(roles);
  }

  /// About how many bytes they take.
  public int size() {
    return users.stream().mapToInt(User::size).sum() + roles.stream().mapToInt(Role::size).sum();
  }

  /// The same in parts, of which there is always one. Neither a user's roles nor a role's
  /// permissions need lie in one of them: what parts say of the same name is to be put together.
  ///
  /// @param bytes after which a part ends; it is larger by what begins before that
  public List<Rules> parts(int bytes) {
    return new RuleParts(this, bytes).all();
  }
}
