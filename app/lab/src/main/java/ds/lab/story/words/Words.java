package ds.lab.story.words;

import java.util.List;
import java.util.Locale;

/// Values as people read them, made from their text alone.
public final class Words {

  /// Longer values are cut: a line of a story is not the place to read a log.
  private static final int LENGTH_MAX = 120;

  /// An exception's message quotes the event at which a node failed, however large.
  private static final int SENTENCE_MAX = 300;

  /// Longer lists are cut.
  private static final int ITEMS_MAX = 3;

  private Words() {}

  /// A record with its name: `RequestVote(term 3, last 7@2)`. A wrapping that only carries a
  /// message through is left away.
  public static String of(Object value) {
    return cut(render(unwrapped(Text.of(value))));
  }

  /// A record's name alone: `RequestVote`.
  public static String kind(Object value) {
    Text text = unwrapped(Text.of(value));
    return text instanceof Text.Named(var name, _) ? name : cut(render(text));
  }

  /// What a record says about somebody: `became leader (term 4)`.
  public static String phrase(Object value) {
    Text text = unwrapped(Text.of(value));
    if (!(text instanceof Text.Named(var name, var fields))) {
      return cut(render(text));
    }
    String said = spaced(name);
    return cut(fields.isEmpty() ? said : said + " (" + join(fields) + ")");
  }

  /// What a thing is called: `ELECTION` or `ElectionTimer` becomes `election timer`.
  public static String name(Object value, String noun) {
    return switch (Text.of(value)) {
      case Text.Named(var name, var fields) -> {
        String called = called(name, noun);
        yield cut(fields.isEmpty() ? called : called + " (" + join(fields) + ")");
      }
      case Text.Plain(var name) -> cut(called(name, noun));
      case Text.Listing(var items) -> cut(called(render(items), noun));
    };
  }

  /// A sentence without the middle part, if it is very long: what it says stands at its ends.
  public static String ends(String sentence) {
    if (sentence.length() <= SENTENCE_MAX) {
      return sentence;
    }
    int half = SENTENCE_MAX / 2;
    return sentence.substring(0, half) + " … " + sentence.substring(sentence.length() - half);
  }

  private static String called(String name, String noun) {
    String said = spaced(name);
    return said.endsWith(noun) ? said : said + " " + noun;
  }

  private static Text unwrapped(Text text) {
    Text inner = text;
    while (inner instanceof Text.Named(_, var fields)
        && fields.size() == 1
        && fields.getFirst().key().equals("message")
        && fields.getFirst().value() instanceof Text.Named named) {
      inner = named;
    }
    return inner;
  }

  private static String render(Text text) {
    return switch (text) {
      case Text.Plain(var plain) -> plain;
      case Text.Listing(var items) -> render(items);
      case Text.Named(var name, var fields) ->
          fields.isEmpty() ? name : name + "(" + join(fields) + ")";
    };
  }

  private static String render(List<Text> items) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < Math.min(items.size(), ITEMS_MAX); i++) {
      text.append(i == 0 ? "" : ", ").append(render(items.get(i)));
    }
    if (items.size() > ITEMS_MAX) {
      text.append(", … ").append(items.size()).append(" in all");
    }
    return text.append("]").toString();
  }

  private static String join(List<Text.Field> fields) {
    StringBuilder text = new StringBuilder();
    for (Text.Field field : fields) {
      text.append(text.isEmpty() ? "" : ", ").append(said(field));
    }
    return text.toString();
  }

  private static String said(Text.Field field) {
    return switch (field.value()) {
      case Text.Listing(var items) when items.isEmpty() -> "no " + field.key();
      case Text.Plain(var plain) when plain.equals("true") -> field.key();
      case Text.Plain(var plain) when plain.equals("false") -> "not " + field.key();
      case Text.Named(var name, var fields)
          when fields.size() == 1 && name.equalsIgnoreCase(field.key()) ->
          field.key() + " " + render(fields.getFirst().value());
      case Text.Plain _, Text.Listing _, Text.Named _ -> field.key() + " " + render(field.value());
    };
  }

  /// `BecameLeader` and `ELECTION_TIMEOUT` in small letters with spaces.
  private static String spaced(String name) {
    if (name.equals(name.toUpperCase(Locale.ROOT))) {
      return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
        text.append(' ');
      }
      text.append(Character.toLowerCase(c));
    }
    return text.toString();
  }

  private static String cut(String text) {
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX - 1) + "…";
  }
}
