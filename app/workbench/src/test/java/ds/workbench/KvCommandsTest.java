package ds.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import ds.workbench.kv.embedded.Elsewhere;
import ds.workbench.kv.embedded.Plan;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody is told who mistypes a command about the key-value server: which flag it is and
/// what it takes, before any server is started. `DIR` stands for an empty folder. A command that
/// starts a server nevertheless waits for good, so it is waited for from aside.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class KvCommandsTest {

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  private int run(String line) {
    String[] words =
        Arrays.stream(line.split(" "))
            .map(it -> it.replace("DIR", "" + folder))
            .toArray(String[]::new);
    return Ds.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  @ParameterizedTest
  @DisplayName("a number out of bounds is named with its flag, and so are the bounds")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bench kv --nodes 10                        | --nodes 10; expected 1 to 9
          bench kv --repeat 0                        | --repeat 0; expected 1 to 10000
          bench kv --heat -1                         | --heat -1; expected 0 to 3600
          bench kv --clients 64,0                    | --clients 0; expected 1 to 100000
          bench kv --keys 0                          | --keys 0; expected 1 to 100000000
          bench kv --seconds 0                       | --seconds 0; expected 1 to 3600
          bench kv --warm-up -1                      | --warm-up -1; expected 0 to 3600
          bench kv --quiet NaN                       | --quiet NaN; expected no less than no cores
          bench kv --clients 4,2 --connections 3     | --connections 3; expected 1 to 2
          bench kv --rate 0                          | --rate 0.0; expected more than 0
          bench kv load --rate -1                    | --rate -1.0; expected more than 0
          bench kv load --warm-up -1                 | --warm-up -1; expected 0 to 3600
          bench kv kills --kills 0                   | --kills 0; expected 1 to 10000
          bench kv kills --clients 2                 | --clients 2; expected 3 to 100000
          bench kv kills --patience 0                | --patience 0; expected 1 to 60000
          bench kv growth --nodes 3,0                | --nodes 0; expected 1 to 9
          bench kv growth --store 10,-1              | --store -1; expected 1 to 100000000
          bench kv growth --value-bytes -1           | --value-bytes -1; expected 1 to 1048576
          bench kv snapshot --nodes 0                | --nodes 0; expected 1 to 9
          bench kv snapshot --store 0                | --store 0; expected 1 to 100000000
          bench kv snapshot --value-bytes 2000000000 | --value-bytes 2000000000; expected 1 to
          bench kv snapshot --rate 0                 | --rate 0; expected 1 to
          bench kv snapshot --snapshots -2           | --snapshots -2; expected 1 to
          bench kv snapshot --seconds 0              | --seconds 0; expected 1 to 3600
          bench kv snapshot --keep -1                | --keep -1; expected 0 to 3600
          bench kv snapshot --minutes 0              | --minutes 0; expected 1 to 1440
          up kv --nodes 0                            | --nodes 0; expected 1 to 9
          up kv --port 65535                         | --port 65535; expected room for every
          serve kv --max-txn-ops 0                   | --max-txn-ops 0; expected 1 or more
          serve kv --max-request-bytes 0             | --max-request-bytes 0; expected 1 or more
          serve kv --max-request-bytes 10485761      | 10485761; expected 10485760 at most
          serve kv --quota-backend-bytes -5          | --quota-backend-bytes -5; expected 0 or more
          serve kv --heartbeat-interval 300          | --heartbeat-interval 300 and
          serve kv --snapshot-count 0                | --snapshot-count 0; expected 1 or more
          serve kv --max-concurrent-streams 0        | --max-concurrent-streams 0; expected 1 or
          serve kv --grpc-keepalive-min-time 0s      | --grpc-keepalive-min-time 0s; expected a
          serve kv --grpc-keepalive-interval 99999h  | --grpc-keepalive-interval 99999h; expected a
          serve kv --grpc-keepalive-timeout 5        | --grpc-keepalive-timeout 5; expected a span
          serve kv --experimental-watch-progress-notify-interval 0s | interval 0s; expected a span
          serve kv --experimental-initial-corrupt-check=false | false; expected true, as nothing is
          serve kv --listen-metrics-urls h:1         | --listen-metrics-urls: 'h:1' does not begin
          serve kv --enable-v2                       | --enable-v2 true; expected false, as there
          serve kv --pre-vote=false                  | --pre-vote false; expected true, as members
          serve kv --logger glog                     | --logger glog; expected zap, as there is
          torture kv --minutes 0                     | --minutes 0.0; expected more than 0
          torture kv --nodes 2                       | --nodes 2; expected 3 to 9
          torture kv --faults kil                    | did you mean 'kill'?
          """)
  void outOfBounds(String line, String words) {
    assertThat(run(line)).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).startsWith("ds: ").contains(words);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @DisplayName("a flag of TLS that would have no effect is named, and so is what is missing")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --listen-peer-urls https://h:1 | there is no file; expected --peer-cert-file, --peer-key
          --listen-peer-urls https://h:1 --peer-cert-file f | there is --peer-cert-file alone
          --listen-peer-urls https://h:1,http://h:2 | has http and https; expected https in each
          --listen-peer-urls https://h:1 ALL --peer-client-cert-auth=false | =false; expected true
          ALL | --peer-cert-file and --peer-key-file and --peer-trusted-ca-file without https
          --peer-trusted-ca-file f | --peer-trusted-ca-file without https; expected https:// in
          --peer-client-cert-auth | --peer-client-cert-auth without https; expected https:// in
          --listen-client-urls https://h:1 | there is no file; expected --cert-file and --key
          --listen-metrics-urls https://h:1 | --listen-metrics-urls has https, and there is no
          --listen-client-urls https://h:1 --key-file f | there is --key-file alone; expected
          --listen-client-urls https://h:1 PAIR --client-cert-auth | --client-cert-auth is alone
          PAIR | --cert-file and --key-file without https; expected https:// in --listen-client-urls
          --cert-file f | --cert-file without https; expected https:// in --listen-client-urls
          --trusted-ca-file f --client-cert-auth | --trusted-ca-file without https; expected
          --client-cert-auth | --client-cert-auth without https; expected https:// in
          """)
  void withoutEffect(String flags, String words) {
    String line =
        flags
            .replace("ALL", "--peer-cert-file f --peer-key-file f --peer-trusted-ca-file f")
            .replace("PAIR", "--cert-file f --key-file f");
    assertThat(run("serve kv --data-dir DIR/data " + line)).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).startsWith("ds: ").contains(words);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @DisplayName("where nothing can be written, that is said before anything is measured")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bench kv snapshot --out DIR/no/x.json | cannot write DIR/no/x.json: there is no folder
          bench kv --markdown DIR               | cannot write DIR: Is a directory
          bench kv growth --dir DIR/file        | servers cannot write to DIR/file is no directory
          torture kv --out DIR/file             | cannot write to DIR/file is no directory
          serve kv --data-dir DIR/file          | cannot start 'default': DIR/file is no directory
          """)
  void unwritable(String line, String words) throws IOException {
    Files.createFile(folder.resolve("file"));
    assertThat(run(line)).isEqualTo(Exit.UNWRITABLE.code());
    assertThat(err.toString()).contains(words.replace("DIR", "" + folder));
  }

  @Test
  @DisplayName("a folder that holds something is no place for a benchmark, or for a report")
  void notEmpty() throws IOException {
    Path mine = Files.createFile(folder.resolve("mine"));
    assertThat(run("bench kv snapshot --dir DIR")).isEqualTo(Exit.USAGE.code());
    assertThat(run("torture kv --out DIR")).isEqualTo(Exit.UNWRITABLE.code());
    assertThat(mine).exists();
  }

  @ParameterizedTest
  @DisplayName("data that was begun with other members, or at other ports, is left as it is")
  @CsvSource({"5, 0", "1, 0", "3, 1", "5, 1"})
  void otherData(int members, int portsOn) throws IOException {
    Path data = folder.resolve("data");
    Plan plan = Elsewhere.begun(data);
    int port = plan.port() + portsOn;
    assertThat(run("up kv --nodes %d --data-dir %s --port %d".formatted(members, data, port)))
        .isEqualTo(Exit.USAGE.code());
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            ds: %1$s holds 3 members at port %2$d; expected ./ds up kv --nodes 3 --data-dir %1$s \
            --port %2$d, or another --data-dir
            """
                .formatted(data, plan.port()));
    assertThat(data.resolve("s4")).doesNotExist();
    assertThat(plan.others()).isEmpty();
  }

  @Test
  @DisplayName("so is that of a member which no such cluster has")
  void othersMember() throws IOException {
    Path data = folder.resolve("data");
    Elsewhere.begin("a", data.resolve("s2"));
    assertThat(run("up kv --data-dir " + data + " --port " + Elsewhere.plan(data).port()))
        .isEqualTo(Exit.USAGE.code());
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "ds: %s/s2 holds a member of another cluster; expected another --data-dir%n"
                .formatted(data));
    assertThat(data.resolve("s1")).doesNotExist();
  }

  @ParameterizedTest
  @DisplayName("ports that are not free are told before anything is made")
  @ValueSource(ints = {0, 1, 200, 201})
  void takenPort(int portsOn) throws IOException {
    Path data = folder.resolve("data");
    Plan plan = Elsewhere.plan(data);
    int taken = plan.port() + portsOn;
    try (var _ = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("up kv --data-dir %s --port %d".formatted(data, plan.port())))
          .isEqualTo(Exit.UNWRITABLE.code());
    }
    assertThat(err.toString())
        .startsWith("ds: port %d cannot be had: ".formatted(taken))
        .contains("; expected free ports; '--port' names others");
    assertThat(data).doesNotExist();
  }

  @ParameterizedTest
  @DisplayName("data of which a member has lost its folder is left as it is, whichever it is")
  @ValueSource(strings = {"s1", "s2"})
  void lostFolder(String lost) throws IOException {
    Path data = folder.resolve("data");
    Plan plan = Elsewhere.begun(data);
    Elsewhere.lose(data.resolve(lost));
    assertThat(run("up kv --data-dir %s --port %d".formatted(data, plan.port())))
        .isEqualTo(Exit.MISSING.code());
    assertThat(err.toString())
        .contains(data + " has lost " + lost + ", which others count on; expected what was there");
    assertThat(data.resolve(lost)).doesNotExist();
  }

  @Test
  @DisplayName("servers that do not start are quoted, and leave nothing behind")
  void noServer() {
    assertThat(run("bench kv snapshot --dir DIR/servers --server-java -Xmx5"))
        .isEqualTo(Exit.FAILED.code());
    assertThat(err.toString())
        .contains("m1 has ended: ", "Too small maximum heap", "expected servers that run");
    assertThat(folder.resolve("servers")).doesNotExist();
  }
}
