package ds.lab.takeover.script;

import ds.lab.mirror.Field;
import ds.lab.mirror.Mirror;
import ds.lab.script.stage.Mistake;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The fields of a node by name, those of its parts too: `role`, or `election.role`.
final class Fields {

  private final Map<String, String> byPath = new LinkedHashMap<>();

  Fields(Object node) {
    add("", new Mirror().of(node));
  }

  private void add(String owner, List<Field> fields) {
    for (Field field : fields) {
      String path = owner + field.name();
      switch (field) {
        case Field.Plain(var _, var value) -> byPath.put(path, value);
        case Field.Items(var _, var items, int from, var _) ->
            byPath.put(path, "[" + (from > 0 ? "…, " : "") + String.join(", ", items) + "]");
        case Field.Part(var _, var _, var inner) -> add(path + ".", inner);
      }
    }
  }

  /// What these hold: `role=LEADER commit=7`.
  String text(List<String> wanted) {
    return String.join(" ", wanted.stream().map(it -> it + "=" + value(it)).toList());
  }

  private String value(String name) {
    for (Map.Entry<String, String> field : byPath.entrySet()) {
      if (field.getKey().equals(name) || field.getKey().endsWith("." + name)) {
        return field.getValue();
      }
    }
    throw Mistake.unknown("field", name, byPath.keySet());
  }
}
