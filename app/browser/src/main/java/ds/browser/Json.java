package ds.browser;

import java.util.function.Consumer;

/// Writes JSON from front to back.
final class Json {

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  /// An object with whatever `fields` adds.
  static String object(Consumer<Json> fields) {
    var json = new Json();
    json.nested(fields);
    return json.text.toString();
  }

  /// A list with whatever `items` adds.
  static String array(Consumer<Json> items) {
    var json = new Json();
    json.list(items);
    return json.text.toString();
  }

  Json field(String name, String value) {
    key(name).quoted(value);
    return this;
  }

  Json field(String name, long value) {
    key(name).text.append(value);
    return this;
  }

  Json field(String name, boolean value) {
    key(name).text.append(value);
    return this;
  }

  /// A time in milliseconds, exact to the microsecond; -1 for none.
  Json time(String name, long nanos) {
    key(name).millis(nanos);
    return this;
  }

  Json nothing(String name) {
    key(name).text.append("null");
    return this;
  }

  Json object(String name, Consumer<Json> fields) {
    key(name).nested(fields);
    return this;
  }

  Json array(String name, Consumer<Json> items) {
    key(name).list(items);
    return this;
  }

  /// An item of a list, as all that follow.
  Json item(Consumer<Json> fields) {
    comma();
    nested(fields);
    return this;
  }

  Json item(String value) {
    comma();
    quoted(value);
    return this;
  }

  Json item(long value) {
    comma();
    text.append(value);
    return this;
  }

  Json items(Consumer<Json> items) {
    comma();
    list(items);
    return this;
  }

  Json time(long nanos) {
    comma();
    millis(nanos);
    return this;
  }

  private Json key(String name) {
    comma();
    text.append('"').append(name).append("\":");
    return this;
  }

  private void comma() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void nested(Consumer<Json> fields) {
    text.append('{');
    first = true;
    fields.accept(this);
    text.append('}');
    first = false;
  }

  private void list(Consumer<Json> items) {
    text.append('[');
    first = true;
    items.accept(this);
    text.append(']');
    first = false;
  }

  private void millis(long nanos) {
    if (nanos < 0) {
      text.append(-1);
      return;
    }
    long micros = nanos / 1_000;
    text.append(micros / 1_000);
    long fraction = micros % 1_000;
    if (fraction != 0) {
      text.append('.').append(fraction / 100).append(fraction / 10 % 10).append(fraction % 10);
    }
  }

  private void quoted(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
