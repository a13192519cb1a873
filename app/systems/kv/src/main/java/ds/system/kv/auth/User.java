package ds.system.kv.auth;

import ds.system.kv.command.AuthCommand.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Somebody who may do what the roles may.
///
/// @param password its hash; absent for a user who has none
/// @param roles in order of their names
public record User(String name, Optional<Secret> password, List<String> roles) {

  public User {
    roles = roles.stream().sorted().toList();
  }

  public boolean has(String role) {
    return roles.contains(role);
  }

  User with(String role) {
    return new User(name, password, Stream.concat(roles.stream(), Stream.of(role)).toList());
  }

  User without(String role) {
    return new User(name, password, roles.stream().filter(it -> !it.equals(role)).toList());
  }

  /// With what another part says of the same user.
  User and(User part) {
    return new User(name, password, Stream.concat(roles.stream(), part.roles.stream()).toList());
  }

  /// About how many bytes it takes.
  int size() {
    int secret = password.map(it -> it.content().length()).orElse(0);
    return name.length() + secret + roles.stream().mapToInt(String::length).sum();
  }

  User withPassword(Secret other) {
    return new User(name, Optional.of(other), roles);
  }
}
