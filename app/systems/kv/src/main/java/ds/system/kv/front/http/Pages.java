package ds.system.kv.front.http;

import com.google.gson.JsonObject;
import ds.system.kv.call.Answer;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.front.MemberGate;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.http.Checks.Check;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What is served besides calls: whether the member lives and is ready, its version, its meters.
///
/// | path       | says                                                                 |
/// |------------|----------------------------------------------------------------------|
/// | `/livez`   | whether the member reads its store, and answers                      |
/// | `/readyz`  | the same of a linearizable read; that no data are corrupt; its vote  |
/// | `/health`  | the read in etcd's older form, and whether an alarm is raised        |
/// | `/version` | the versions of the API                                              |
/// | `/metrics` | the meters, as Prometheus reads them                                 |
///
/// `?verbose` has the first two say what was looked for ([Checks]), `?exclude=` leaves a check out,
/// and a path with a check's name behind it asks for that one alone.
public final class Pages {

  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Checks checks;
  private final Supplier<String> metrics;
  private final Optional<String> version;

  /// @param metrics the meters as text
  /// @param version of etcd whose API is spoken; absent where none is
  public Pages(MemberGate member, Supplier<String> metrics, Optional<String> version) {
    this.checks = new Checks(member);
    this.metrics = metrics;
    this.version = version;
  }

  void serve(FullHttpRequest request, HttpAnswer answer) {
    var uri = new QueryStringDecoder(request.uri());
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      notFound(answer);
      return;
    }
    switch (uri.path()) {
      case "/livez" -> look(uri, Checks.OF_LIFE, answer);
      case "/readyz" -> look(uri, Checks.OF_READINESS, answer);
      case "/health" -> health(uri, answer);
      case "/version" ->
          version.ifPresentOrElse(it -> versions(it, answer), () -> notFound(answer));
      case "/metrics" -> answer.whole(HttpResponseStatus.OK, METRICS_TYPE, metrics.get());
      default -> single(uri.path(), answer);
    }
  }

  private void look(QueryStringDecoder uri, List<Check> checks, HttpAnswer answer) {
    Set<Check> wanted = EnumSet.copyOf(checks);
    for (String name : uri.parameters().getOrDefault("exclude", List.of())) {
      Checks.named(name, checks).ifPresent(wanted::remove);
    }
    look(wanted, uri.parameters().containsKey("verbose"), answer);
  }

  private void single(String path, HttpAnswer answer) {
    Optional<Check> life = after("/livez/", path).flatMap(it -> Checks.named(it, Checks.OF_LIFE));
    life.or(() -> after("/readyz/", path).flatMap(it -> Checks.named(it, Checks.OF_READINESS)))
        .ifPresentOrElse(check -> look(EnumSet.of(check), false, answer), () -> notFound(answer));
  }

  private static Optional<String> after(String prefix, String path) {
    return path.startsWith(prefix)
        ? Optional.of(path.substring(prefix.length()))
        : Optional.empty();
  }

  private void look(Set<Check> wanted, Boolean tellsAll, HttpAnswer answer) {
    if (wanted.isEmpty()) {
      answer.whole(HttpResponseStatus.OK, HttpHeaderValues.TEXT_PLAIN, "ok\n");
      return;
    }
    checks.look(
        wanted,
        answer,
        wrong -> {
          String lines = wrong.isEmpty() && !tellsAll ? "" : lines(wanted, wrong);
          answer.whole(
              wrong.isEmpty() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE,
              HttpHeaderValues.TEXT_PLAIN,
              lines + (wrong.isEmpty() ? "ok\n" : "\n"));
        });
  }

  private static String lines(Set<Check> wanted, Map<Check, String> wrong) {
    return wanted.stream()
        .map(check ->
            wrong.containsKey(check)
                ? "[-]" + check.path() + " failed: " + wrong.get(check) + "\n"
                : "[+]" + check.path() + " ok\n")
        .collect(Collectors.joining());
  }

  private static void notFound(HttpAnswer answer) {
    answer.whole(HttpResponseStatus.NOT_FOUND, HttpHeaderValues.TEXT_PLAIN, "404 page not found\n");
  }

  private static void versions(String version, HttpAnswer answer) {
    var versions = new JsonObject();
    versions.addProperty("etcdserver", version);
    versions.addProperty("etcdcluster", version.substring(0, version.lastIndexOf('.')) + ".0");
    answer.whole(HttpResponseStatus.OK, HttpHeaderValues.APPLICATION_JSON, versions.toString());
  }

  private void health(QueryStringDecoder uri, HttpAnswer answer) {
    List<String> excluded = uri.parameters().getOrDefault("exclude", List.of());
    boolean isSerializable =
        uri.parameters().getOrDefault("serializable", List.of()).contains("true");
    checks.status(
        answer,
        reply -> {
          Optional<String> trouble = trouble(reply, excluded, isSerializable);
          if (trouble.isPresent()) {
            health(answer, trouble.get());
          } else {
            checks.read(isSerializable, answer, wrong -> health(answer, reading(wrong)));
          }
        });
  }

  /// What is wrong before anything is read.
  private Optional<String> trouble(Answer reply, List<String> excluded, boolean isSerializable) {
    if (!(reply instanceof Answer.Status status)) {
      return Optional.of(reading(Optional.ofNullable(Counter.failure(reply).getDescription())));
    }
    return status.alarms().stream()
        .map(Pages::name)
        .filter(it -> !excluded.contains(it))
        .findFirst()
        .map(it -> "ALARM " + it)
        .or(() ->
            isSerializable || status.leader() != 0
                ? Optional.empty()
                : Optional.of("RAFT NO LEADER"));
  }

  private static String reading(Optional<String> wrong) {
    return wrong.map(it -> "RANGE ERROR:" + it).orElse("");
  }

  private static void health(HttpAnswer answer, String reason) {
    var health = new JsonObject();
    health.addProperty("health", reason.isEmpty() ? "true" : "false");
    health.addProperty("reason", reason);
    answer.whole(
        reason.isEmpty() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE,
        HttpHeaderValues.APPLICATION_JSON,
        health.toString());
  }

  private static String name(Alarm alarm) {
    return alarm.kind() == Alarm.Kind.NO_SPACE ? "NOSPACE" : "CORRUPT";
  }
}
