package ds.lab.history.format;

import ds.lab.history.format.Tree.Mapping;
import ds.lab.history.format.Tree.Sequence;
import ds.lab.history.format.Tree.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ways in which histories are written down.
enum Dialect {
  /// `{"process":0,"type":"invoke","f":"write","value":3}`, our own.
  JSON_LINES,

  /// `{:process 0, :type :invoke, :f :append, :key "x", :value "a"}`.
  EDN_LINES,

  /// `INFO jepsen.util - 0 :invoke :cas [3 0]`, among other lines.
  JEPSEN_LOG;

  private static final String JEPSEN_MARK = "jepsen.util - ";

  /// The dialect of a file, by its first line that is not blank.
  static Dialect of(String line) throws MalformedException {
    if (line.contains(JEPSEN_MARK) || line.startsWith("INFO ")) {
      return JEPSEN_LOG;
    }
    String start = line.replaceAll("\\s", "");
    if (start.startsWith("{:")) {
      return EDN_LINES;
    }
    if (start.startsWith("{")) {
      return JSON_LINES;
    }
    throw new MalformedException(
        "'" + line + "'", "a history: JSON lines, {:process …} lines, or a Jepsen log");
  }

  /// What a line tells; nothing if it is not about an operation.
  Optional<Event> event(String line) throws MalformedException {
    return switch (this) {
      case JSON_LINES -> Optional.of(Event.of(Notation.json(line)));
      case EDN_LINES -> Optional.of(Event.of(Notation.edn(line)));
      case JEPSEN_LOG -> jepsenEvent(line);
    };
  }

  private static Optional<Event> jepsenEvent(String line) throws MalformedException {
    int mark = line.indexOf(JEPSEN_MARK);
    if (mark < 0) {
      return Optional.empty();
    }
    List<Tree> columns = Notation.ednSequence(line.substring(mark + JEPSEN_MARK.length()));
    if (!columns.isEmpty() && columns.getFirst().equals(new Word("nemesis"))) {
      return Optional.empty();
    }
    if (columns.size() < 4) {
      throw new MalformedException(
          columns.size() + " columns", "process, type, function and value after 'jepsen.util - '");
    }
    Map<String, Tree> fields = new HashMap<>();
    fields.put("process", columns.get(0));
    fields.put("type", columns.get(1));
    fields.put("f", columns.get(2));
    fields.put("value", columns.get(3));
    if (isMismatch(columns)) {
      fields.put("type", new Word("ok"));
      fields.put("result", new Word("false"));
    }
    return Optional.of(Event.of(new Mapping(fields)));
  }

  /// A compare-and-set that failed has compared, and so tells something about the value.
  private static boolean isMismatch(List<Tree> columns) {
    return columns.get(1).equals(new Word("fail"))
        && columns.get(2).equals(new Word("cas"))
        && columns.get(3) instanceof Sequence;
  }
}
