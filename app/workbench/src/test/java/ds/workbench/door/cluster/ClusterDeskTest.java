package ds.workbench.door.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ds.workbench.door.FrontDoor;
import ds.workbench.kv.embedded.Elsewhere;
import ds.workbench.site.Site;
import ds.workbench.site.place.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a page may ask of a cluster, and who may not. Requests are written by hand, as no client of
/// Java's would lie about who it is.
@Timeout(300)
class ClusterDeskTest {

  /// A look at their steps is told ten times a second.
  private static final int LOOKS_MAX = 1_500;

  private static final int SILENCE_MILLIS_MAX = 120_000;

  /// Each takes as long as an election may on a machine that is busy with other things.
  private static final int PUTS_MAX = 10;

  /// So many looks later, what was told to a member has arrived.
  private static final int LOOKS_LATER = 4;

  @TempDir private static Path folder;
  private static LiveCluster cluster;
  private static FrontDoor door;

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(folder.resolve("README.md"), "# Home\n");
    cluster = LiveCluster.of(Elsewhere.plan(folder.resolve("data")));
    door =
        FrontDoor.open(
            Site.of(new Checkout(folder)), 0, Map.of("/live/", new ClusterDesk(cluster)));
    cluster.start();
  }

  @AfterAll
  static void stop() {
    door.close();
    cluster.close();
  }

  private static Socket asked(String request, String body, String headers) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
    socket.setSoTimeout(SILENCE_MILLIS_MAX);
    String text =
        "%s\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(request, headers, body.length(), body);
    socket.getOutputStream().write(text.getBytes(UTF_8));
    return socket;
  }

  private static String host() {
    return "Host: localhost:" + door.port() + "\r\n";
  }

  private static String ask(String request, String body, String headers) throws IOException {
    try (var socket = asked(request + " HTTP/1.1", body, headers)) {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /// The first line of the answer, whether or not that ever ends.
  private static String status(String request, String body, String headers) throws IOException {
    try (var socket = asked(request + " HTTP/1.1", body, headers);
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      return String.valueOf(lines.readLine());
    }
  }

  private static String post(String what, String body) throws IOException {
    return ask("POST /live/" + what, body, host());
  }

  /// Puts until that is answered by a revision: until somebody leads, nobody can.
  private static String put(String body) throws IOException {
    String answer = post("put", body);
    for (int i = 1; i < PUTS_MAX && answer.startsWith("HTTP/1.1 503"); i++) {
      answer = post("put", body);
    }
    assertThat(answer).contains("\"revision\"");
    return answer;
  }

  /// Reads a stream until something is told. In HTTP 1.0 an answer comes in one piece.
  private static JsonObject told(String stream, String event, Predicate<JsonObject> wanted)
      throws IOException {
    return told(stream, "", event, wanted);
  }

  private static JsonObject told(
      String stream, String headers, String event, Predicate<JsonObject> wanted)
      throws IOException {
    try (var socket = asked("GET /live/" + stream + " HTTP/1.0", "", host() + headers);
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      String last = "";
      int looks = 0;
      for (String line = lines.readLine();
          line != null && looks < LOOKS_MAX;
          line = lines.readLine()) {
        looks += line.isEmpty() ? 1 : 0;
        if (line.startsWith("data: ") && last.equals("event: " + event)) {
          JsonObject found = JsonParser.parseString(line.substring(6)).getAsJsonObject();
          if (wanted.test(found)) {
            return found;
          }
        }
        last = line;
      }
      throw new IOException("that was never told");
    }
  }

  /// The member that leads, once one does that is not `other`.
  private static JsonObject leader(String other) throws IOException {
    JsonObject seen = told("events", "members", it -> leads(it, other).isPresent());
    return leads(seen, other).orElseThrow();
  }

  private static Optional<JsonObject> leads(JsonObject seen, String other) {
    if (seen.has("members")) {
      for (JsonElement member : seen.getAsJsonArray("members")) {
        JsonObject found = member.getAsJsonObject();
        if (found.get("leads").getAsBoolean() && !name(found).equals(other)) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  private static String name(JsonObject member) {
    return member.get("name").getAsString();
  }

  @Test
  @DisplayName("pages of other origins, and names that lead here by a trick, reach nothing")
  void strangers() throws IOException {
    String evil = host() + "Origin: https://evil.example\r\n";
    String rebound = "Host: evil.example:" + door.port() + "\r\n";
    for (String request :
        new String[] {"GET /live/events", "GET /live/watch", "POST /live/kill", "POST /live/put"}) {
      assertThat(status(request, "member=s1&key=a", evil)).startsWith("HTTP/1.1 403");
      assertThat(status(request, "member=s1&key=a", rebound)).startsWith("HTTP/1.1 403");
      assertThat(status(request, "member=s1&key=a", host() + "Sec-Fetch-Site: cross-site\r\n"))
          .startsWith("HTTP/1.1 403");
    }
    assertThat(cluster.names()).allMatch(cluster::isRunning);
  }

  @Test
  @DisplayName("what is put is got, and told to who watches, even to one who comes back later")
  void keys() throws IOException {
    leader("");
    put("key=gr%C3%BC%C3%9Fe&value=hello+you");
    assertThat(ask("GET /live/get?key=gr%C3%BC%C3%9Fe", "", host()))
        .contains("\"value\":\"aGVsbG8geW91\"");
    JsonObject change =
        told("watch?prefix=gr%C3%BC&seen=1", "change", it -> it.toString().contains("\"kv\""));
    assertThat(change.toString()).contains("aGVsbG8geW91");
  }

  @Test
  @DisplayName(
      "who comes back to a watch is told what is behind what was seen, and of no other key")
  void comesBack() throws IOException {
    leader("");
    final long seen = revision(put("key=back/1&value=1"));
    put("key=ahead&value=2");
    put("key=back/3&value=3");
    Predicate<JsonObject> isChange = it -> it.toString().contains("\"kv\"");
    assertThat(keys(told("watch?prefix=back/&seen=" + seen, "change", isChange)))
        .containsExactly("back/3");
    String header = "Last-Event-ID: " + seen + "\r\n";
    assertThat(keys(told("watch?prefix=back/&seen=1", header, "change", isChange)))
        .containsExactly("back/3");
    assertThat(keys(told("watch?seen=" + seen, "change", isChange))).contains("ahead");
  }

  private static long revision(String answer) {
    return json(answer).getAsJsonObject("header").get("revision").getAsLong();
  }

  private static List<String> keys(JsonObject change) {
    List<String> keys = new ArrayList<>();
    for (JsonElement event : change.getAsJsonObject("result").getAsJsonArray("events")) {
      String key = event.getAsJsonObject().getAsJsonObject("kv").get("key").getAsString();
      keys.add(new String(Base64.getDecoder().decode(key), UTF_8));
    }
    return keys;
  }

  @Test
  @DisplayName("a watch that has told nothing yet can be come back to without a gap")
  void quietWatch() throws IOException {
    leader("");
    long now = revision(put("key=loud&value=1"));
    try (var socket = asked("GET /live/watch?prefix=quiet HTTP/1.0", "", host());
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("id: ")) {
        line = lines.readLine();
      }
      assertThat(line).isNotNull();
      assertThat(Long.parseLong(line.substring("id: ".length()))).isGreaterThanOrEqualTo(now);
    }
  }

  @Test
  @DisplayName("nothing that is told may be kept, and a stream says how soon to come back")
  void notKept() throws IOException {
    assertThat(ask("GET /live/get?key=a", "", host()))
        .containsIgnoringCase("Cache-Control: no-store")
        .containsIgnoringCase("X-Content-Type-Options: nosniff");
    try (var socket = asked("GET /live/events HTTP/1.0", "", host());
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      List<String> head = new ArrayList<>();
      for (String line = lines.readLine();
          line != null && !line.startsWith("event");
          line = lines.readLine()) {
        head.add(line.toLowerCase(Locale.ROOT));
      }
      assertThat(head)
          .contains("cache-control: no-store", "content-type: text/event-stream", "retry: 500");
    }
  }

  @Test
  @DisplayName("what a member says of its log is in the order in which it can have come about")
  void positions() throws IOException {
    leader("");
    long revision = revision(put("key=place&value=1"));
    JsonObject seen =
        told(
            "events",
            "members",
            it -> leads(it, "").filter(led -> whole(led, "revision") >= revision).isPresent());
    JsonObject leader = leads(seen, "").orElseThrow();
    assertThat(whole(leader, "applied")).isGreaterThanOrEqualTo(revision - 1);
    assertThat(whole(leader, "committed")).isGreaterThanOrEqualTo(whole(leader, "applied"));
    assertThat(whole(leader, "logged")).isGreaterThanOrEqualTo(whole(leader, "committed"));
  }

  private static long whole(JsonObject member, String name) {
    return member.get(name).getAsLong();
  }

  @Test
  @DisplayName("a leader that is killed is followed by another, and comes back with what it had")
  void failover() throws IOException {
    JsonObject first = leader("");
    String killed = name(first);
    put("key=kept&value=1");
    assertThat(post("kill", "member=" + killed)).startsWith("HTTP/1.1 200");
    JsonObject next = leader(killed);
    assertThat(next.get("term").getAsLong()).isGreaterThan(first.get("term").getAsLong());
    assertThat(ask("GET /live/get?key=kept", "", host())).contains("\"value\":\"MQ==\"");
    JsonObject film = told("events", "steps", it -> it.toString().contains(killed + " is killed"));
    assertThat(film.getAsJsonArray("kinds").toString())
        .as("a leader that is killed asks nobody to take over")
        .contains("AppendEntries", "RequestVote")
        .doesNotContain("TimeoutNow");
    assertThat(post("start", "member=" + killed)).startsWith("HTTP/1.1 200");
    told("events", "members", it -> follows(it, killed, next.get("committed").getAsLong()));
  }

  private static boolean follows(JsonObject seen, String member, long index) {
    return seen.has("members")
        && member(seen, member).get("knowsLeader").getAsBoolean()
        && whole(member(seen, member), "applied") >= index;
  }

  private static JsonObject member(JsonObject seen, String name) {
    for (JsonElement member : seen.getAsJsonArray("members")) {
      if (name(member.getAsJsonObject()).equals(name)) {
        return member.getAsJsonObject();
      }
    }
    throw new AssertionError("nothing is said of " + name);
  }

  @Test
  @DisplayName("a leader that is cut off from both others leads no more, until it is healed")
  void cut() throws IOException {
    String lonely = name(leader(""));
    links("cut", lonely);
    final String next = name(leader(lonely));
    put("key=meanwhile&value=2");
    int[] looks = {0};
    JsonObject later =
        told("events", "members", it -> it.has("members") && ++looks[0] > LOOKS_LATER);
    assertThat(whole(member(later, lonely), "applied"))
        .as("it hears nothing from the others")
        .isLessThan(whole(member(later, next), "applied"));
    assertThat(member(later, lonely).get("knowsLeader").getAsBoolean()).isFalse();
    links("heal", lonely);
    told("events", "members", it -> follows(it, lonely, 1));
  }

  /// Does so with the links between one and all others.
  private static void links(String what, String one) throws IOException {
    for (String other : cluster.names()) {
      if (!other.equals(one)) {
        assertThat(post(what, "one=" + one + "&other=" + other)).startsWith("HTTP/1.1 200");
      }
    }
  }

  @Test
  @DisplayName("a member that hears nobody is passed over for those who go on, which is said")
  void passedOver() throws IOException {
    leader("");
    String asked = json(put("key=asked&value=1")).get("by").getAsString();
    links("cut", asked);
    JsonObject written = json(put("key=asked&value=2"));
    assertThat(written.get("passed").toString()).isEqualTo("[\"" + asked + "\"]");
    assertThat(written.get("by").getAsString()).isNotEqualTo(asked);
    links("heal", asked);
    told("events", "members", it -> follows(it, asked, 1));
  }

  private static JsonObject json(String answer) {
    return JsonParser.parseString(answer.substring(answer.indexOf("\r\n\r\n"))).getAsJsonObject();
  }

  @Test
  @DisplayName("what makes no sense is answered in words")
  void nonsense() throws IOException {
    assertThat(post("kill", "member=s9"))
        .startsWith("HTTP/1.1 400")
        .contains("there is no member 's9'");
    assertThat(post("put", "value=1")).startsWith("HTTP/1.1 400").contains("there is no key");
    assertThat(post("put", "key=" + "k".repeat(70_000))).startsWith("HTTP/1.1 400");
    assertThat(post("put", "key=%zz")).startsWith("HTTP/1.1 400");
    assertThat(post("cut", "one=s1&other=s1"))
        .startsWith("HTTP/1.1 400")
        .contains("there is no link from 's1' to itself");
    assertThat(post("dance", "")).startsWith("HTTP/1.1 404");
    assertThat(ask("GET /live/kill?member=s1", "", host())).startsWith("HTTP/1.1 404");
    assertThat(cluster.isRunning("s1")).isTrue();
  }
}
