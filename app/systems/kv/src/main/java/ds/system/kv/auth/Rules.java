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
}
