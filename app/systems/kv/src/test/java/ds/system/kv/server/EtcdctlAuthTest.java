package ds.system.kv.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Users, roles and permissions, on a cluster of its own: whoever enables them shuts all others
/// out.
@Timeout(300)
final class EtcdctlAuthTest {

  @RegisterExtension static final EtcdctlCluster MEMBERS = new EtcdctlCluster();

  private final Cluster cluster = MEMBERS.cluster();

  /// Asks the one that knows at once what it has agreed to.
  private final Etcdctl anybody = Etcdctl.of(cluster.endpoint("a"));

  @Test
  @DisplayName("user, role, auth enable, auth disable")
  void permissions() {
    assertThat(anybody.say("user", "add", "root", "--new-user-password=secret"))
        .isEqualTo("User root created");
    assertThat(anybody.say("role", "add", "root")).isEqualTo("Role root created");
    assertThat(anybody.say("user", "grant-role", "root", "root"))
        .isEqualTo("Role root is granted to user root");
    assertThat(anybody.say("user", "add", "ann", "--new-user-password=pw"))
        .isEqualTo("User ann created");
    assertThat(anybody.say("role", "add", "reader")).isEqualTo("Role reader created");
    assertThat(anybody.say("role", "grant-permission", "reader", "--prefix", "read", "open/"))
        .isEqualTo("Role reader updated");
    assertThat(anybody.say("user", "grant-role", "ann", "reader"))
        .isEqualTo("Role reader is granted to user ann");
    assertThat(anybody.say("auth", "enable")).isEqualTo("Authentication Enabled");

    Etcdctl root = anybody.with("--user=root:secret");
    Etcdctl ann = anybody.with("--user=ann:pw");
    assertThat(root.say("put", "open/x", "v")).isEqualTo("OK");
    assertThat(ann.say("get", "open/x")).isEqualTo("open/x\nv");
    denied(ann.run("put", "open/x", "w"), "permission denied");
    denied(ann.run("get", "closed/x"), "permission denied");
    denied(ann.run("user", "list"), "permission denied");
    denied(anybody.run("get", "open/x"), "user name is empty");
    denied(anybody.with("--user=ann:wrong").run("get", "open/x"), "authentication failed");

    assertThat(root.say("user", "list")).isEqualTo("ann\nroot");
    assertThat(root.say("user", "get", "ann")).contains("User: ann", "Roles: reader");
    assertThat(root.say("role", "get", "reader")).contains("Role reader", "[open/, open0)");
    assertThat(root.say("role", "list")).isEqualTo("reader\nroot");
    assertThat(root.reading("new\n", "user", "passwd", "--interactive=false", "ann").text())
        .contains("Password updated");
    assertThat(anybody.with("--user=ann:new").say("get", "open/x")).isEqualTo("open/x\nv");
    denied(root.run("user", "delete", "nobody"), "user name not found");

    assertThat(root.say("user", "revoke-role", "ann", "reader"))
        .isEqualTo("Role reader is revoked from user ann");
    denied(anybody.with("--user=ann:new").run("get", "open/x"), "permission denied");
    assertThat(root.say("user", "delete", "ann")).isEqualTo("User ann deleted");
    assertThat(root.say("role", "delete", "reader")).isEqualTo("Role reader deleted");
    assertThat(root.say("auth", "disable")).isEqualTo("Authentication Disabled");
    assertThat(anybody.say("get", "open/x")).isEqualTo("open/x\nv");
  }

  private static void denied(Etcdctl.Said said, String why) {
    assertThat(said.text()).contains(why);
    assertThat(said.exit()).isNotZero();
  }
}
