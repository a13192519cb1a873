package ds.lab.lint;

import java.util.Comparator;

/// One place where a node does what contract C1 forbids: where it is, what is used there, and what
/// to use instead.
///
/// @param file the source file's name, or the class's if it was compiled without
/// @param line the line, or 0 if the class was compiled without line numbers
/// @param used the member or the construct, such as `System.nanoTime`
/// @param remedy an instruction, such as "ask `Context.now()`"
public record Finding(String file, int line, Kind kind, String used, String remedy)
    implements Comparable<Finding> {

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparing(Finding::kind)
          .thenComparing(Finding::used);

  /// What is forbidden, and what is wrong with it.
  public enum Kind {
    CLOCK("reads a clock that is not the node's own"),
    RANDOMNESS("draws numbers that no seed replays"),
    THREADS("is for several threads, and a node has one"),
    OUTSIDE("reaches past the context to the machine"),
    HASH_ORDER("has an order that another JVM need not share"),
    IDENTITY("depends on where an object lies in memory"),
    STATIC_STATE("is shared by all nodes and survives their crashes"),
    REFLECTION("looks behind the types, which differ between worlds"),
    ARITHMETIC("may round differently on another machine"),
    LOCALE("depends on the machine's language and character set"),
    TEXT("does not print alike everywhere, and the trace is compared as text"),
    EXHAUSTION("depends on how much memory the machine has"),
    UNKNOWN("is not known to be deterministic");

    private final String why;

    Kind(String why) {
      this.why = why;
    }

    /// What is wrong with it, to be read after the name of what is used.
    public String why() {
      return why;
    }
  }

  @Override
  public int compareTo(Finding other) {
    return BY_PLACE.compare(this, other);
  }

  /// As compilers print it: `Counter.java:12: System.nanoTime reads …; ask …`.
  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line;
    return place + ": " + used + " " + kind.why + "; " + remedy;
  }
}
