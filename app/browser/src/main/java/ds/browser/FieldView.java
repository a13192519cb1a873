package ds.browser;

import ds.lab.mirror.Field;
import java.util.List;

/// Fields of a node, with what has changed since the step before.
final class FieldView {

  private final Json list;

  FieldView(Json list) {
    this.list = list;
  }

  void all(List<Field> fields, List<Field> before) {
    for (Field field : fields) {
      Field old =
          before.stream().filter(it -> it.name().equals(field.name())).findFirst().orElse(field);
      list.item(json -> write(json, field, old));
    }
  }

  private static void write(Json json, Field field, Field old) {
    boolean changed = !field.equals(old);
    json.field("name", field.name()).field("changed", changed);
    switch (field) {
      case Field.Plain(_, var value) -> {
        json.field("value", value);
        if (changed && old instanceof Field.Plain(_, var was)) {
          json.field("was", was);
        }
      }
      case Field.Items(_, var items, int from, int size) ->
          json.array("items", it -> items.forEach(it::item))
              .field("from", from)
              .field("size", size);
      case Field.Part(_, var type, var inner) ->
          json.field("type", type)
              .array(
                  "fields",
                  it ->
                      new FieldView(it)
                          .all(inner, old instanceof Field.Part part ? part.fields() : inner));
    }
  }
}
