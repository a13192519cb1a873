package ds.system.kv.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.command.AuthCommand;
import ds.system.kv.command.AuthCommand.AuthDisable;
import ds.system.kv.command.AuthCommand.AuthEnable;
import ds.system.kv.command.AuthCommand.Permission;
import ds.system.kv.command.AuthCommand.Permission.Access;
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
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvError;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuthTest {

  private static final Secret PASSWORD = new Secret(Bytes.of("hash"));

  private final Auth auth = new Auth();

  private void done(AuthCommand command) {
    assertThat(auth.apply(command)).isEmpty();
  }

  private void refused(AuthCommand command, KvError error) {
    assertThat(auth.apply(command)).contains(error);
  }

  private Caller caller(String name) {
    return new Caller(name, auth.revision());
  }

  private static KeyRange keys(String key, String end) {
    return new KeyRange(Bytes.of(key), Bytes.of(end));
  }

  private static UserAdd user(String name) {
    return new UserAdd(name, Optional.of(PASSWORD));
  }

  /// Root, and a user who may read \[k, l) and \[l, m) and write \[k, l) and the key a.
  private void enable() {
    done(user("root"));
    done(new UserGrantRole("root", "root"));
    done(user("u"));
    done(new RoleAdd("r"));
    grant(Access.READ_WRITE, keys("k", "l"));
    grant(Access.READ, keys("l", "m"));
    grant(Access.WRITE, KeyRange.single(Bytes.of("a")));
    done(new UserGrantRole("u", "r"));
    done(new AuthEnable(PASSWORD));
  }

  private void grant(Access access, KeyRange keys) {
    done(new RoleGrantPermission("r", new Permission(access, keys)));
  }

  @Test
  @DisplayName("permissions are asked for only when root is there and has the root role")
  void needsRoot() {
    refused(new AuthEnable(PASSWORD), KvError.ROOT_USER_MISSING);
    done(user("root"));
    refused(new AuthEnable(PASSWORD), KvError.ROOT_ROLE_MISSING);
    done(new UserGrantRole("root", "root")); // needs no such role
    assertThat(auth.permissions().toWrite(Caller.ANONYMOUS, KeyRange.ALL)).isEmpty();
    done(new AuthEnable(PASSWORD));
    assertThat(auth.permissions().toWrite(Caller.ANONYMOUS, KeyRange.ALL))
        .contains(KvError.USER_EMPTY);
    assertThat(auth.permissions().toWrite(caller("root"), KeyRange.ALL)).isEmpty();
  }

  @Test
  @DisplayName("a range is permitted that lies in the ranges granted, taken together")
  void ranges() {
    enable();
    var permissions = auth.permissions();
    assertThat(permissions.toRead(caller("u"), keys("k", "m"))).isEmpty();
    assertThat(permissions.toRead(caller("u"), keys("kk", "lz"))).isEmpty();
    assertThat(permissions.toRead(caller("u"), keys("k", "n"))).contains(KvError.PERMISSION_DENIED);
    assertThat(permissions.toRead(caller("u"), KeyRange.from(Bytes.of("k"))))
        .contains(KvError.PERMISSION_DENIED);
    assertThat(permissions.toWrite(caller("u"), keys("k", "l"))).isEmpty();
    assertThat(permissions.toWrite(caller("u"), keys("k", "m")))
        .contains(KvError.PERMISSION_DENIED);
    assertThat(permissions.toWrite(caller("u"), Bytes.of("a"))).isEmpty();
    assertThat(permissions.toWrite(caller("u"), keys("a", "b")))
        .contains(KvError.PERMISSION_DENIED);
    assertThat(permissions.toRead(caller("u"), KeyRange.single(Bytes.of("a"))))
        .contains(KvError.PERMISSION_DENIED);
    assertThat(permissions.toRead(caller("nobody"), keys("k", "l")))
        .contains(KvError.PERMISSION_DENIED);
  }

  @Test
  @DisplayName("who was authenticated under older rules asks again")
  void oldRevision() {
    enable();
    Caller early = caller("u");
    done(user("v"));
    assertThat(auth.permissions().toRead(early, keys("k", "l")))
        .contains(KvError.AUTH_OLD_REVISION);
    assertThat(auth.permissions().toRead(caller("u"), keys("k", "l"))).isEmpty();
  }

  @Test
  @DisplayName("root cannot be taken away while permissions are asked for")
  void rootStays() {
    enable();
    refused(new UserDelete("root"), KvError.INVALID_AUTH_MANAGEMENT);
    refused(new UserRevokeRole("root", "root"), KvError.INVALID_AUTH_MANAGEMENT);
    refused(new RoleDelete("root"), KvError.INVALID_AUTH_MANAGEMENT);
    done(new AuthDisable());
    done(new UserDelete("root"));
  }

  @Test
  @DisplayName("what cannot be is refused with etcd's errors")
  void errors() {
    enable();
    refused(user(""), KvError.USER_EMPTY);
    refused(user("u"), KvError.USER_EXISTS);
    refused(new UserDelete("x"), KvError.USER_NOT_FOUND);
    refused(new UserChangePassword("x", PASSWORD), KvError.USER_NOT_FOUND);
    refused(new UserGrantRole("x", "x"), KvError.USER_NOT_FOUND);
    refused(new UserGrantRole("u", "x"), KvError.ROLE_NOT_FOUND);
    refused(new UserRevokeRole("u", "root"), KvError.ROLE_NOT_GRANTED);
    refused(new RoleAdd(""), KvError.ROLE_EMPTY);
    refused(new RoleAdd("r"), KvError.ROLE_EXISTS);
    refused(new RoleDelete("x"), KvError.ROLE_NOT_FOUND);
    refused(new RoleRevokePermission("r", keys("k", "z")), KvError.PERMISSION_NOT_GRANTED);
    refused(new RoleRevokePermission("x", keys("k", "l")), KvError.ROLE_NOT_FOUND);
    var backwards = new Permission(Access.READ, keys("z", "a"));
    refused(new RoleGrantPermission("r", backwards), KvError.INVALID_AUTH_MANAGEMENT);
  }

  @Test
  @DisplayName("the revision counts the changes of the rules, and nothing else")
  void revision() {
    assertThat(auth.revision()).isEqualTo(1);
    enable(); // eight changes; that they are asked for is none
    assertThat(auth.revision()).isEqualTo(9);
    done(new UserGrantRole("u", "r"));
    done(new AuthEnable(PASSWORD));
    assertThat(auth.revision()).isEqualTo(9);
    done(new AuthDisable());
    assertThat(auth.revision()).isEqualTo(10);
    done(new AuthDisable());
    assertThat(auth.revision()).isEqualTo(10);
  }

  @Test
  @DisplayName("a role that is deleted is taken from its users, with its permissions")
  void deletedRole() {
    enable();
    assertThat(auth.permissions().toSeeRole(caller("u"), "r")).isEmpty();
    done(new RoleDelete("r"));
    assertThat(auth.user("u").orElseThrow().roles()).isEmpty();
    assertThat(auth.permissions().toRead(caller("u"), keys("k", "l")))
        .contains(KvError.PERMISSION_DENIED);
  }

  @Test
  @DisplayName("only root administers; a user sees itself and the roles it has")
  void administration() {
    enable();
    var permissions = auth.permissions();
    assertThat(permissions.toAdminister(Caller.ANONYMOUS)).contains(KvError.USER_EMPTY);
    assertThat(permissions.toAdminister(caller("u"))).contains(KvError.PERMISSION_DENIED);
    assertThat(permissions.toAdminister(caller("root"))).isEmpty();
    assertThat(permissions.toSeeUser(caller("u"), "u")).isEmpty();
    assertThat(permissions.toSeeUser(caller("u"), "root")).contains(KvError.PERMISSION_DENIED);
    assertThat(permissions.toSeeRole(caller("u"), "root")).contains(KvError.PERMISSION_DENIED);
  }

  @Test
  @DisplayName("the rules come back from a snapshot, and show no secret")
  void snapshot() {
    enable();
    var copy = new Auth();
    copy.restore(auth.snapshot());
    assertThat(copy.snapshot()).isEqualTo(auth.snapshot());
    assertThat(copy.permissions().toRead(caller("u"), keys("k", "m"))).isEmpty();
    assertThat(auth.snapshot().toString()).doesNotContain("hash");
  }

  @Test
  @DisplayName("the rules come back in parts of any size, also where a user or a role is divided")
  void parts() {
    enable();
    for (int i = 0; i < 40; i++) {
      done(new RoleAdd("role-" + i));
      done(new UserGrantRole("u", "role-" + i));
      grant(Access.READ, KeyRange.single(Bytes.of("key-" + i)));
      done(user("user-" + i));
    }
    int largest = "user-39".length() + PASSWORD.content().length();
    for (int bytes = 1; bytes < 2_000; bytes = 2 * bytes + 1) {
      List<Rules> parts = auth.snapshot().parts(bytes);
      int most = bytes + 2 * largest;
      assertThat(parts).allMatch(part -> part.size() <= most);
      assertThat(parts).hasSizeGreaterThan(auth.snapshot().size() / most);
      var copy = new Auth();
      copy.restore(parts.getFirst());
      parts.stream().skip(1).forEach(copy::restoreMore);
      assertThat(copy.snapshot()).isEqualTo(auth.snapshot());
    }
    assertThat(auth.snapshot().parts(10_000)).containsExactly(auth.snapshot());
    assertThat(new Auth().snapshot().parts(1)).containsExactly(new Auth().snapshot());
  }

  @Test
  @DisplayName("ranges granted contain what all their keys contain")
  void joined() {
    var random = new Random(9);
    for (int round = 0; round < 3_000; round++) {
      var some = Stream.generate(() -> range(random)).limit(4).toList();
      var rights = new Rights(some);
      KeyRange wanted = range(random);
      boolean all = true;
      for (char c = 'a'; c <= 'm'; c++) {
        for (String key : new String[] {"" + c, c + "5"}) {
          Bytes each = Bytes.of(key);
          all &= !wanted.contains(each) || some.stream().anyMatch(it -> it.contains(each));
        }
      }
      boolean reaches = !wanted.isOpen() || some.stream().anyMatch(KeyRange::isOpen);
      assertThat(rights.contain(wanted)).as("%s in %s", wanted, some).isEqualTo(all && reaches);
    }
  }

  private static KeyRange range(Random random) {
    String key = "" + (char) ('a' + random.nextInt(9));
    return switch (random.nextInt(6)) {
      case 0 -> KeyRange.from(Bytes.of(key));
      case 1 -> KeyRange.single(Bytes.of(key));
      default -> keys(key, "" + (char) (key.charAt(0) + 1 + random.nextInt(3)));
    };
  }
}
