package ds.system.kv.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Keys, leases, locks and elections, as somebody types who has read etcd's manual.
@Timeout(300)
final class EtcdctlKeysTest {

  @RegisterExtension static final EtcdctlCluster MEMBERS = new EtcdctlCluster();

  private final Etcdctl etcdctl = MEMBERS.etcdctl();

  @Test
  @DisplayName("put, get, del")
  void keys() {
    assertThat(etcdctl.say("put", "greeting", "hello")).isEqualTo("OK");
    assertThat(etcdctl.say("get", "greeting")).isEqualTo("greeting\nhello");
    assertThat(etcdctl.say("put", "--prev-kv", "greeting", "hallo"))
        .isEqualTo("OK\ngreeting\nhello");
    assertThat(etcdctl.say("get", "--print-value-only", "greeting")).isEqualTo("hallo");
    assertThat(etcdctl.say("del", "--prev-kv", "greeting")).isEqualTo("1\ngreeting\nhallo");
    assertThat(etcdctl.say("get", "greeting")).isEmpty();
    assertThat(etcdctl.say("del", "greeting")).isEqualTo("0");
  }

  @Test
  @DisplayName("get --prefix, --keys-only, --limit, --order, --sort-by, --from-key, --consistency")
  void ranges() {
    for (String key : new String[] {"2", "1", "3"}) {
      etcdctl.say("put", "range/" + key, "v" + key);
    }
    assertThat(etcdctl.say("get", "--prefix", "range/"))
        .isEqualTo("range/1\nv1\nrange/2\nv2\nrange/3\nv3");
    assertThat(keys("--prefix", "--order=DESCEND", "--sort-by=KEY", "range/"))
        .containsExactly("range/3", "range/2", "range/1");
    assertThat(keys("--prefix", "--order=ASCEND", "--sort-by=CREATE", "range/"))
        .containsExactly("range/2", "range/1", "range/3");
    assertThat(keys("--prefix", "--limit=2", "range/")).containsExactly("range/1", "range/2");
    assertThat(keys("range/2", "range/3")).containsExactly("range/2");
    assertThat(keys("--from-key", "--limit=1", "range/3")).containsExactly("range/3");
    assertThat(etcdctl.say("get", "--prefix", "--limit=1", "--write-out=fields", "range/"))
        .contains("\"More\" : true", "\"Count\" : 3");
    Patience.until(
        "each member has it",
        () -> etcdctl.say("get", "--consistency=s", "range/1").equals("range/1\nv1"));
  }

  private String[] keys(String... options) {
    String[] command = new String[options.length + 2];
    command[0] = "get";
    command[1] = "--keys-only";
    System.arraycopy(options, 0, command, 2, options.length);
    return etcdctl.say(command).lines().filter(line -> !line.isEmpty()).toArray(String[]::new);
  }

  @Test
  @DisplayName("get --rev shows what was, until it is compacted")
  void revisions() {
    etcdctl.say("put", "past", "one");
    String revision = revision("past");
    etcdctl.say("put", "past", "two");
    assertThat(etcdctl.say("get", "--rev=" + revision, "past")).isEqualTo("past\none");

    String now = revision("past");
    assertThat(etcdctl.say("compact", now)).isEqualTo("compacted revision " + now);
    var gone = etcdctl.run("get", "--rev=" + revision, "past");
    assertThat(gone.exit()).isEqualTo(1);
    assertThat(gone.text()).contains("mvcc: required revision has been compacted");
    assertThat(etcdctl.run("compact", now).text()).contains("has been compacted");
    assertThat(etcdctl.run("get", "--rev=99999", "past").text())
        .contains("mvcc: required revision is a future revision");
  }

  private String revision(String key) {
    return etcdctl
        .say("get", "--write-out=fields", key)
        .lines()
        .filter(line -> line.startsWith("\"ModRevision\" : "))
        .findFirst()
        .orElseThrow()
        .replaceAll("[^0-9]", "");
  }

  @Test
  @DisplayName("txn")
  void transaction() {
    String script =
        """
        create("txn") = "0"

        put txn first
        get txn

        get txn
        del txn

        """;
    var first = etcdctl.reading(script, "txn");
    assertThat(first.exit()).isZero();
    assertThat(first.text()).isEqualTo("SUCCESS\n\nOK\n\ntxn\nfirst");
    var second = etcdctl.reading(script, "txn");
    assertThat(second.exit()).isZero();
    assertThat(second.text()).isEqualTo("FAILURE\n\ntxn\nfirst\n\n1");
  }

  @Test
  @DisplayName("watch, from a past revision on")
  void watch() throws Exception {
    etcdctl.say("put", "watch/1", "one");
    String revision = revision("watch/1");
    Process watch = etcdctl.begin("watch", "--prefix", "--prev-kv", "--rev=" + revision, "watch/");
    try (BufferedReader said = watch.inputReader()) {
      assertThat(lines(said, 3)).isEqualTo("PUT|watch/1|one");
      etcdctl.say("put", "watch/2", "two");
      assertThat(lines(said, 3)).isEqualTo("PUT|watch/2|two");
      etcdctl.say("del", "watch/1");
      assertThat(lines(said, 5)).isEqualTo("DELETE|watch/1|one|watch/1|");
    } finally {
      Etcdctl.interrupt(watch);
    }
  }

  @Test
  @DisplayName("lease grant, keep-alive, timetolive, list, revoke")
  void lease() throws Exception {
    String granted = etcdctl.say("lease", "grant", "300");
    assertThat(granted).matches("lease [0-9a-f]{16} granted with TTL\\(300s\\)");
    String id = granted.split(" ", 3)[1];
    etcdctl.say("put", "--lease=" + id, "leased", "v");

    Process keeping = etcdctl.begin("lease", "keep-alive", id);
    try (BufferedReader said = keeping.inputReader()) {
      assertThat(Etcdctl.line(said)).isEqualTo("lease " + id + " keepalived with TTL(300)");
    } finally {
      Etcdctl.interrupt(keeping);
    }
    assertThat(etcdctl.say("lease", "timetolive", "--keys", id))
        .matches(
            "lease "
                + id
                + " granted with TTL\\(300s\\), remaining\\(\\d+s\\), attached.*leased.*");
    assertThat(etcdctl.say("lease", "list")).contains("found ").contains(id);
    assertThat(etcdctl.say("lease", "revoke", id)).isEqualTo("lease " + id + " revoked");
    assertThat(etcdctl.say("get", "leased")).isEmpty();
    assertThat(etcdctl.say("lease", "timetolive", id)).contains("already expired");
    assertThat(etcdctl.run("lease", "revoke", id).text()).contains("requested lease not found");
  }

  @Test
  @DisplayName("lock: the second gets it when the first goes")
  void lock() throws Exception {
    Process first = etcdctl.begin("lock", "mutex");
    try (BufferedReader firstSaid = first.inputReader()) {
      String held = Etcdctl.line(firstSaid);
      assertThat(held).startsWith("mutex/");
      Process second = etcdctl.begin("lock", "mutex");
      try (BufferedReader secondSaid = second.inputReader()) {
        Patience.until(
            "both stand in line",
            () -> etcdctl.say("get", "--prefix", "--keys-only", "mutex/").lines().count() > 2);
        Etcdctl.interrupt(first);
        assertThat(Etcdctl.line(secondSaid)).startsWith("mutex/").isNotEqualTo(held);
      } finally {
        Etcdctl.interrupt(second);
      }
    } finally {
      Etcdctl.interrupt(first);
    }
    var inside = etcdctl.run("lock", "mutex", "echo", "inside");
    assertThat(inside).isEqualTo(new Etcdctl.Said(0, "inside"));
  }

  @Test
  @DisplayName("elect, and elect --listen")
  void elect() throws Exception {
    Process campaign = etcdctl.begin("elect", "throne", "ann");
    try (BufferedReader said = campaign.inputReader()) {
      assertThat(Etcdctl.line(said)).startsWith("throne/");
      assertThat(Etcdctl.line(said)).isEqualTo("ann");
      Process listening = etcdctl.begin("elect", "--listen", "throne");
      try (BufferedReader heard = listening.inputReader()) {
        assertThat(Etcdctl.line(heard)).startsWith("throne/");
        assertThat(Etcdctl.line(heard)).isEqualTo("ann");
      } finally {
        Etcdctl.interrupt(listening);
      }
    } finally {
      Etcdctl.interrupt(campaign);
    }
  }

  private static String lines(BufferedReader said, int count) {
    String[] lines = new String[count];
    for (int i = 0; i < count; i++) {
      lines[i] = Etcdctl.line(said);
    }
    return String.join("|", lines);
  }
}
