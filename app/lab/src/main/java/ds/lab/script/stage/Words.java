package ds.lab.script.stage;

import ds.core.Context;
import ds.core.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The words that follow a verb, read one after the other. Whatever does not fit is a mistake of
/// the script's author, told with what was expected.
public final class Words {

  private static final long MICROSECOND = Context.MILLISECOND / 1_000;
  private static final long SECOND = Context.MILLISECOND * 1_000;

  private final String usage;
  private final List<String> words;
  private final List<NodeId> nodes;
  private final List<String> options = new ArrayList<>();

  /// @param usage of the verb, for messages
  /// @param nodes those that can be named
  public Words(String usage, List<String> words, List<NodeId> nodes) {
    this.usage = usage;
    this.words = new ArrayList<>(words);
    this.nodes = nodes;
  }

  public boolean hasNext() {
    return !words.isEmpty();
  }

  /// Whether the next word is `word`, which is then read.
  public boolean skip(String word) {
    if (hasNext() && words.getFirst().equals(word)) {
      words.removeFirst();
      return true;
    }
    return false;
  }

  /// The next word.
  ///
  /// @param what it is, for messages: `a value`
  public String next(String what) {
    if (!hasNext()) {
      throw new Mistake("the command ends where " + what + " is expected; usage: " + usage);
    }
    return words.removeFirst();
  }

  public NodeId node() {
    return named(next("a node"));
  }

  /// The nodes named from here on, up to the end or to a word that names none: `s1 s3..s5`, `all`.
  public List<NodeId> nodes() {
    List<NodeId> named = new ArrayList<>();
    addNodes(next("a node"), named);
    while (hasNext() && !words.getFirst().equals("|") && !words.getFirst().contains("=")) {
      addNodes(words.removeFirst(), named);
    }
    return named;
  }

  private void addNodes(String word, List<NodeId> named) {
    int dots = word.indexOf("..");
    if (word.equals("all")) {
      named.addAll(nodes);
    } else if (dots > 0) {
      int from = nodes.indexOf(named(word.substring(0, dots)));
      int to = nodes.indexOf(named(word.substring(dots + 2)));
      named.addAll(nodes.subList(from, Math.max(from, to + 1)));
    } else {
      named.add(named(word));
    }
  }

  private NodeId named(String word) {
    for (NodeId node : nodes) {
      if (node.name().equals(word)) {
        return node;
      }
    }
    throw Mistake.unknown("node", word, nodes.stream().map(NodeId::name).toList());
  }

  /// Some links: `s1->s2`, `s1<->s2`, `s1->s2,s3`, `*->s1`.
  public Route route() {
    String word = next("a link such as s1->s2");
    int arrow = word.indexOf("->");
    if (arrow <= 0) {
      throw new Mistake("found '" + word + "'; expected a link such as s1->s2");
    }
    boolean both = word.charAt(arrow - 1) == '<';
    List<NodeId> from = side(word.substring(0, both ? arrow - 1 : arrow));
    List<NodeId> to = side(word.substring(arrow + 2));
    return new Route(from, to, both ? Route.Way.BOTH : Route.Way.ONE);
  }

  /// What stands between the separators of a text, in order; empty parts too.
  public static List<String> parts(String text, char separator) {
    // In a page, a regular expression would bring a whole library with it.
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
      parts.add(text.substring(from, to));
      from = to + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  private List<NodeId> side(String text) {
    if (text.equals("*")) {
      return nodes;
    }
    List<NodeId> side = new ArrayList<>();
    for (String word : parts(text, ',')) {
      addNodes(word, side);
    }
    return side;
  }

  public int number(String what, int min, int max) {
    return parse(what, next(what), min, max);
  }

  private static int parse(String what, String word, int min, int max) {
    long number = digits(word);
    if (number < min || number > max) {
      throw new Mistake("found '" + word + "'; expected " + what + " from " + min + " to " + max);
    }
    return (int) number;
  }

  /// A number if the next word is one.
  Optional<Integer> maybeNumber(String what, int min, int max) {
    return hasNext() && digits(words.getFirst()) >= 0
        ? Optional.of(number(what, min, max))
        : Optional.empty();
  }

  /// A time such as `200ms`, `3s` or `50us`, in nanoseconds; at most a day.
  public long duration() {
    String word = next("a time such as 200ms");
    int unit = word.length();
    while (unit > 0 && Character.isLetter(word.charAt(unit - 1))) {
      unit--;
    }
    long number = digits(word.substring(0, unit));
    long length =
        switch (word.substring(unit)) {
          case "us" -> MICROSECOND;
          case "ms" -> Context.MILLISECOND;
          case "s" -> SECOND;
          default -> 0;
        };
    if (number < 0 || length == 0 || number > Context.TIMER_MAX / length) {
      throw new Mistake("found '" + word + "'; expected a time such as 200ms, at most a day");
    }
    return number * length;
  }

  /// A time with a sign: `+200ms`, `-3s`.
  long signedDuration() {
    String word = next("a time such as +200ms or -200ms");
    boolean negative = word.startsWith("-");
    words.addFirst(negative || word.startsWith("+") ? word.substring(1) : word);
    return negative ? -duration() : duration();
  }

  /// One of several words.
  public String choice(String kind, List<String> valid) {
    String word = next("a " + kind);
    for (String name : valid) {
      if (name.equalsIgnoreCase(word)) {
        return name;
      }
    }
    throw Mistake.unknown(kind, word, valid);
  }

  /// The number of an option `name=number`, wherever it stands; `otherwise` if it is absent.
  public int option(String name, int otherwise, int min, int max) {
    return value(name).map(text -> parse(name, text, min, max)).orElse(otherwise);
  }

  /// The word of an option `name=word`, wherever it stands; the first of `valid` if it is absent.
  public String option(String name, List<String> valid) {
    String word = value(name).orElse(valid.getFirst());
    if (!valid.contains(word)) {
      throw Mistake.unknown(name, word, valid);
    }
    return word;
  }

  private Optional<String> value(String name) {
    options.add(name + "=");
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(name + "=")) {
        return Optional.of(words.remove(i).substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  /// Demands that all words have been read.
  public void end() {
    if (!hasNext()) {
      return;
    }
    String word = words.getFirst();
    int equals = word.indexOf('=');
    if (equals > 0 && !options.isEmpty()) {
      throw Mistake.unknown("option", word.substring(0, equals + 1), options);
    }
    throw new Mistake("found '" + word + "'; expected the end of: " + usage);
  }

  /// @return -1 if `word` is not a number of at most nine digits
  private static long digits(String word) {
    boolean isNumber =
        !word.isEmpty() && word.length() <= 9 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Long.parseLong(word) : -1;
  }

  @Override
  public String toString() {
    return String.join(" ", words).toLowerCase(Locale.ROOT);
  }
}
