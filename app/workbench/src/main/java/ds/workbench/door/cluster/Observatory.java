package ds.workbench.door.cluster;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is seen of the members from outside. However many pages look, members are asked twice a
/// second.
final class Observatory {

  /// A member that is well answers in a few milliseconds, unless the machine has a lot to do.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final long LOOK_NANOS = 480_000_000L;

  private final LiveCluster cluster;
  private final HttpClient http;
  private Map<String, Meters> before = Map.of();
  private long lookedAt;
  private JsonObject seen = new JsonObject();

  Observatory(LiveCluster cluster, HttpClient http) {
    this.cluster = cluster;
    this.http = http;
    this.lookedAt = System.nanoTime() - LOOK_NANOS;
  }

  /// All members as they were at the last look, which was half a second ago at most; rates are
  /// since the look before.
  synchronized JsonObject look() {
    long now = System.nanoTime();
    if (now - lookedAt >= LOOK_NANOS) {
      seen = look((now - lookedAt) / 1e9);
      lookedAt = now;
    }
    return seen;
  }

  /// Whether another member leads in a later term than this one knows of, or while this one hears
  /// of no leader.
  boolean isLeftBehind(String name) {
    JsonObject found = look();
    if (!found.has("members")) {
      return false;
    }
    List<JsonObject> members = new ArrayList<>();
    found.getAsJsonArray("members").forEach(member -> members.add(member.getAsJsonObject()));
    return members.stream()
        .filter(member -> member.get("name").getAsString().equals(name))
        .anyMatch(member -> members.stream().anyMatch(other -> leavesBehind(other, member)));
  }

  private static boolean leavesBehind(JsonObject other, JsonObject member) {
    boolean isLater = other.get("term").getAsLong() > member.get("term").getAsLong();
    return other.get("leads").getAsBoolean()
        && (isLater || !member.get("knowsLeader").getAsBoolean());
  }

  private JsonObject look(double seconds) {
    Map<String, Meters> now = new LinkedHashMap<>();
    cluster.names().forEach(name -> now.put(name, meters(name)));
    JsonArray members = new JsonArray();
    now.forEach((name, meters) -> members.add(member(name, meters)));
    Pace pace = Pace.between(before, now, seconds);
    before = now;
    JsonObject found = new JsonObject();
    found.add("members", members);
    found.add("cuts", cuts());
    found.addProperty("writesPerSecond", pace.writesPerSecond());
    found.addProperty("millis", pace.millis());
    return found;
  }

  private JsonObject member(String name, Meters meters) {
    JsonObject member = new JsonObject();
    member.addProperty("name", name);
    member.addProperty("runs", cluster.isRunning(name));
    member.addProperty("answers", !meters.values().isEmpty());
    member.addProperty("leads", meters.whole("etcd_server_is_leader") == 1);
    member.addProperty("knowsLeader", meters.whole("etcd_server_has_leader") == 1);
    member.addProperty("term", meters.whole("kv_raft_term"));
    member.addProperty("logged", meters.whole("kv_raft_last_index"));
    member.addProperty("committed", meters.whole("etcd_server_proposals_committed_total"));
    member.addProperty("applied", meters.whole("etcd_server_proposals_applied_total"));
    member.addProperty("revision", meters.whole("kv_store_revision"));
    return member;
  }

  private JsonArray cuts() {
    JsonArray cuts = new JsonArray();
    List<String> names = cluster.names();
    for (int i = 0; i < names.size(); i++) {
      for (String other : names.subList(i + 1, names.size())) {
        if (cluster.isCut(names.get(i), other)) {
          cuts.add(names.get(i) + " " + other);
        }
      }
    }
    return cuts;
  }

  private Meters meters(String name) {
    if (!cluster.isRunning(name)) {
      return Meters.NONE;
    }
    URI page = URI.create(cluster.clients(name) + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
    try {
      return Meters.of(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return Meters.NONE; // not there yet, or no longer
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Meters.NONE;
    }
  }
}
