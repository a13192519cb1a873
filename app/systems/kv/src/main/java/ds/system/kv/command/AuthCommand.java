package ds.system.kv.command;

import java.util.Optional;

/// What changes who may do what. Passwords are hashed before they come here.
///
/// | about     | command                                                                |
/// |-----------|------------------------------------------------------------------------|
/// | the whole | [AuthEnable], [AuthDisable]                                            |
/// | a user    | [UserAdd], [UserDelete], [UserChangePassword]                          |
/// | its roles | [UserGrantRole], [UserRevokeRole]                                      |
/// | a role    | [RoleAdd], [RoleDelete], [RoleGrantPermission], [RoleRevokePermission] |
public sealed interface AuthCommand extends KvCommand {

  /// From now on clients need permission.
  ///
  /// @param tokenKey drawn by the member that asks: all members sign and verify tokens by it
  record AuthEnable(Secret tokenKey) implements AuthCommand {}

  record AuthDisable() implements AuthCommand {}

  /// @param password its hash; absent for a user known by its certificate only
  record UserAdd(String user, Optional<Secret> password) implements AuthCommand {}

  record UserDelete(String user) implements AuthCommand {}

  /// A user that was added without a password stays so.
  record UserChangePassword(String user, Secret password) implements AuthCommand {}

  record UserGrantRole(String user, String role) implements AuthCommand {}

  record UserRevokeRole(String user, String role) implements AuthCommand {}

  record RoleAdd(String role) implements AuthCommand {}

  record RoleDelete(String role) implements AuthCommand {}

  /// Replaces the access that the role has to exactly these keys, if any.
  record RoleGrantPermission(String role, Permission permission) implements AuthCommand {}

  record RoleRevokePermission(String role, KeyRange keys) implements AuthCommand {}

  /// What a role may do with which keys.
  record Permission(Access access, KeyRange keys) {

    /// In the order of etcd's API.
    public enum Access {
      READ,
      WRITE,
      READ_WRITE;

      public boolean reads() {
        return this != WRITE;
      }

      public boolean writes() {
        return this != READ;
      }
    }
  }

  /// Bytes that no log and no trace shows.
  record Secret(Bytes content) {

    @Override
    public String toString() {
      return "(secret)";
    }
  }
}
