package ds.workbench.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the server of the cluster's page tells it, event by event.
final class Telling {

  static final String NO_ARROWS =
      """
      "kinds":["Vote"],"arrows":{"id":[],"from":[],"to":[],"kind":[],"sentStep":[],
      "end":[],"endStep":[],"fate":[]},
      """;

  static final String NO_MARKS =
      """
      "labels":[],"marks":{"step":[],"node":[],"time":[],"kind":[],"label":[]},
      """;

  static final String NO_GAPS = "\"gaps\":{\"time\":[],\"count\":[]},";

  static final String NOTHING_ELSE = NO_ARROWS + NO_MARKS + NO_GAPS + "\"faults\":[]";

  /// A vote from the first to the second member, who leads then.
  static final String VOTE =
      """
      {"steps":{"node":[0,1],"time":[6000,9000],"kind":[0,1],"label":[-1,-1],"arrow":[-1,0]},
       "kinds":["Vote"],"arrows":{"id":[0],"from":[0],"to":[1],"kind":[0],"sentStep":[1],
       "end":[9000],"endStep":[2],"fate":[1]},"now":10000,
       "labels":["BecameLeader, term 4"],
       "marks":{"step":[2],"node":[1],"time":[9000],"kind":[3],"label":[0]},%s"faults":[]}
      """
          .formatted(NO_GAPS);

  private Telling() {}

  static String event(String name, String json) {
    return "event: " + name + "\ndata: " + json.replace('\n', ' ') + "\n\n";
  }

  /// @param data the folder that is named
  static String begin(String data, int gone) {
    return event(
        "begin",
        """
        {"nodes":["s1","s2","s3"],"roles":["server","server","server"],"gone":%d,"data":"%s",
         "endpoints":"here:1","recording":"%s/flight"}
        """
            .formatted(gone, data, data));
  }

  static String members(String... members) {
    return event(
        "members",
        """
        {"members":[%s],"cuts":["s1 s2"],"writesPerSecond":12.34,"millis":4.56}
        """
            .formatted(String.join(",", members)));
  }

  static String leader(String name) {
    return member(name, "\"runs\":true,\"answers\":true,\"leads\":true,\"knowsLeader\":true");
  }

  static String member(String name, String state) {
    return """
    {"name":"%s",%s,"term":3,"logged":40,"committed":39,"applied":38,"revision":21}
    """
        .formatted(name, state);
  }

  /// So many steps of the first node at a time, and what else happened.
  ///
  /// @param more facts, faults and gaps, in the form of the film
  static String steps(int count, int time, int now, String more) {
    String rows = IntStream.range(0, count).mapToObj(_ -> "0").collect(Collectors.joining(","));
    return event(
        "steps",
        """
        {"steps":{"node":[%1$s],"time":[%2$s],"kind":[%1$s],"label":[%3$s],"arrow":[%3$s]},
         "now":%4$d,%5$s}
        """
            .formatted(
                rows, rows.replace("0", String.valueOf(time)), rows.replace("0", "-1"), now, more));
  }

  /// The second member has won, which is said at the first step.
  static String elected(int time) {
    return """
    "labels":["BecameLeader, term 4"],
    "marks":{"step":[1],"node":[1],"time":[%d],"kind":[3],"label":[0]},
    """
        .formatted(time);
  }

  static String fault(int id, String text, int from, int to, String struck) {
    return """
    {"id":%d,"text":"%s","end":"","from":%d,"to":%d,"kind":"crash",%s}
    """
        .formatted(id, text, from, to, struck);
  }

  static String change(String type, String key, String value, int revision) {
    String json =
        """
        {"result":{"events":[{"type":"%s","kv":{"key":"%s","value":"%s","mod_revision":"%d"}}]}}
        """
            .formatted(type, base64(key), base64(value), revision);
    return "id: " + revision + "\n" + event("change", json);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
