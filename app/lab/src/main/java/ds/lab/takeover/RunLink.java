package ds.lab.takeover;

import ds.lab.script.stage.Mistake;
import ds.lab.script.stage.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A run in a line: `raft?seed=42&at=120&do=118:crash+s1`. A run is never stored, so its name is
/// all that somebody else needs to see it, at the same step.
///
/// The text fits behind the `#` of an address. Blanks are written as `+`; `%` and two digits stand
/// for any other character.
///
/// @param scenario its name
/// @param servers how many, or [#USUAL] for as many as the scenario says
/// @param seed from 0, or [#NO_SEED]
/// @param at how many steps have been taken at the moment that is shown
/// @param choices what a hand did, in the order in which it did it
public record RunLink(String scenario, int servers, long seed, long at, List<Choice> choices) {

  /// As many servers as the scenario says.
  public static final int USUAL = 0;

  /// No chance: a script decides the run.
  public static final long NO_SEED = -1;

  /// Longer runs are not looked at step by step.
  public static final long STEPS_MAX = 100_000;

  /// Longer links are refused, so that a wrong text does no harm.
  private static final int LENGTH_MAX = 20_000;

  /// The page shows so many and does not give up; messages grow with their square.
  private static final int SERVERS_MAX = 250;

  private static final String PLAIN = "-_.~,:=*|[]()/";

  public RunLink {
    choices = List.copyOf(choices);
    if (scenario.isBlank()) {
      throw new Mistake("the link names no scenario; expected one such as raft?seed=42");
    }
    if (servers < 0 || servers > SERVERS_MAX) {
      throw cannotBe(servers);
    }
    if (at < 0 || at > STEPS_MAX) {
      throw new Mistake("found at=" + at + "; expected 0 to " + STEPS_MAX);
    }
  }

  /// The run that `seed` makes of a scenario, at its beginning.
  public static RunLink of(String scenario, long seed) {
    return new RunLink(scenario, USUAL, seed, 0, List.of());
  }

  public boolean hasSeed() {
    return seed != NO_SEED;
  }

  /// The same run at another moment.
  public RunLink at(long step) {
    return new RunLink(scenario, servers, seed, step, choices);
  }

  /// The run that another seed makes.
  public RunLink withSeed(long number) {
    return new RunLink(scenario, servers, number, at, choices);
  }

  /// The run of another scenario.
  public RunLink named(String name) {
    return new RunLink(name, servers, seed, at, choices);
  }

  /// The same run with another number of servers.
  public RunLink withServers(int count) {
    return new RunLink(scenario, count, seed, at, choices);
  }

  /// The run in which a hand did all this.
  public RunLink with(List<Choice> made) {
    return new RunLink(scenario, servers, seed, at, made);
  }

  /// Reads a link, with all that stands before its `#` if it is a whole address.
  ///
  /// @throws Mistake if it is none, with what was found and what is expected
  public static RunLink parse(String text) {
    if (text.length() > LENGTH_MAX) {
      throw new Mistake("the link is longer than " + LENGTH_MAX + " characters");
    }
    String link = text.substring(text.indexOf('#') + 1).strip();
    int question = link.indexOf('?');
    String name = question < 0 ? link : link.substring(0, question);
    RunLink parsed = of(decoded(name), 1);
    if (question >= 0 && question + 1 < link.length()) {
      Set<String> told = new TreeSet<>();
      for (String part : Words.parts(link.substring(question + 1), '&')) {
        int equals = part.indexOf('=');
        String key = equals < 0 ? part : part.substring(0, equals);
        if (!told.add(key)) {
          throw new Mistake("found '" + key + "' twice; expected it once");
        }
        parsed = parsed.with(key, equals < 0 ? "" : part.substring(equals + 1));
      }
    }
    return parsed;
  }

  private RunLink with(String key, String value) {
    return switch (key) {
      case "seed" -> withSeed(number("a seed", value));
      case "servers" -> withServers(servers(value));
      case "at" -> at(number("a step", value));
      case "do" -> with(choices(value));
      default -> throw Mistake.unknown("key", key, List.of("seed", "servers", "at", "do"));
    };
  }

  private static List<Choice> choices(String value) {
    List<Choice> choices = new ArrayList<>();
    long step = 0;
    for (String text : Words.parts(value, ';')) {
      if (!text.isEmpty()) {
        Choice choice = Choice.parse(decoded(text));
        if (choice.step() < step) {
          throw new Mistake("found a choice at step " + choice.step() + " behind one at " + step);
        }
        step = choice.step();
        choices.add(choice);
      }
    }
    return choices;
  }

  /// As many as usual are asked for by no number.
  private static int servers(String text) {
    long count = number("servers", text);
    if (count == USUAL || count > SERVERS_MAX) {
      throw cannotBe(count);
    }
    return (int) count;
  }

  private static Mistake cannotBe(long servers) {
    return new Mistake("found servers=" + servers + "; expected 1 to " + SERVERS_MAX);
  }

  static long number(String what, String text) {
    boolean isNumber =
        !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!isNumber) {
      throw new Mistake("found '" + text + "'; expected " + what + ", a number of 0 or more");
    }
    return Long.parseLong(text);
  }

  private static String decoded(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int code = i + 2 < text.length() ? hex(text.charAt(i + 1), text.charAt(i + 2)) : -1;
        if (code < 0) {
          throw new Mistake("found '" + text + "'; expected two hexadecimal digits behind each %");
        }
        plain.append((char) code);
        i += 2;
      } else {
        plain.append(c == '+' ? ' ' : c);
      }
    }
    return plain.toString();
  }

  private static int hex(char high, char low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first * 16 + second;
  }

  private static String encoded(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        safe.append('+');
      } else if (isPlain(c)) {
        safe.append(c);
      } else {
        safe.append('%').append(Character.forDigit((c >> 4) & 15, 16));
        safe.append(Character.forDigit(c & 15, 16));
      }
    }
    return safe.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PLAIN.indexOf(c) >= 0;
  }

  /// The link that [#parse] reads; what is as usual is left out.
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (hasSeed()) {
      parts.add("seed=" + seed);
    }
    if (servers != USUAL) {
      parts.add("servers=" + servers);
    }
    if (at != 0) {
      parts.add("at=" + at);
    }
    if (!choices.isEmpty()) {
      parts.add(
          "do=" + String.join(";", choices.stream().map(it -> encoded(it.toString())).toList()));
    }
    return encoded(scenario) + (parts.isEmpty() ? "" : "?" + String.join("&", parts));
  }
}
