package ds.lab.lint;

import ds.lab.lint.Finding.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which members of the JDK a node may use, as two tables.
///
/// A member is looked up in [#PERMITTED], then in [#FORBIDDEN], and the first line that covers it
/// decides. What neither mentions is fine if it lies in one of the [#PACKAGES], and refused
/// otherwise: of all the libraries there are, few were made to do the same thing twice.
final class Rules {

  /// Where nearly everything is a pure function of its arguments.
  private static final List<String> PACKAGES =
      List.of(
          "java.lang",
          "java.math",
          "java.util",
          "java.util.function",
          "java.util.regex",
          "java.util.stream");

  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  /// A class stands for its nested ones too, `java.net.*` for a package with all below it, `*` for
  /// any class. A member without parentheses stands for all of that name, `new` for a constructor,
  /// `extends` for being a parent, `*` for all of these.
  private static final List<Rule> FORBIDDEN =
      table(
          """
          CLOCK      | java.lang.System | currentTimeMillis nanoTime | ask `Context.now()`
          CLOCK      | java.time.*                 | *   | count nanoseconds, from `Context.now()`
          CLOCK      | java.util.Date              | *   | count nanoseconds, from `Context.now()`
          CLOCK      | java.util.Calendar          | *   | count nanoseconds, from `Context.now()`
          CLOCK      | java.util.GregorianCalendar | *   | count nanoseconds, from `Context.now()`
          CLOCK      | java.util.TimeZone          | *   | count nanoseconds, from `Context.now()`
          CLOCK      | java.util.SimpleTimeZone    | *   | count nanoseconds, from `Context.now()`

          RANDOMNESS | java.lang.Math              | random | ask `Context.random(bound)`
          RANDOMNESS | java.lang.StrictMath        | random | ask `Context.random(bound)`
          RANDOMNESS | java.util.Random            | *      | ask `Context.random(bound)`
          RANDOMNESS | java.util.SplittableRandom  | *      | ask `Context.random(bound)`
          RANDOMNESS | java.util.random.*          | *      | ask `Context.random(bound)`
          RANDOMNESS | java.security.SecureRandom  | *      | ask `Context.random(bound)`
          RANDOMNESS | java.util.concurrent.ThreadLocalRandom | * | ask `Context.random(bound)`
          RANDOMNESS | java.util.Collections       | shuffle | swap by `Context.random(bound)`
          RANDOMNESS | java.util.UUID | randomUUID | make a name of `Context.self()` and a counter

          THREADS | java.lang.Thread               | *   | leave it out; to act later, arm a timer
          THREADS | java.lang.ThreadGroup          | *   | leave it out; to act later, arm a timer
          THREADS | java.lang.Object | wait notify notifyAll | leave it out: a node has one thread
          THREADS | java.lang.ThreadLocal          | *   | use a field of the node
          THREADS | java.lang.InheritableThreadLocal | * | use a field of the node
          THREADS | java.lang.ScopedValue          | *   | pass it as an argument
          THREADS | java.util.Timer                | *   | `Context.arm` a timer
          THREADS | java.util.TimerTask            | *   | `Context.arm` a timer
          THREADS | java.util.concurrent.atomic.*  | *   | use a plain field
          THREADS | java.util.concurrent.*         | *   | leave it out; to act later, arm a timer
          THREADS | *                              | parallelStream | use `stream`
          THREADS | java.util.stream.StreamSupport | *   | use the collection's own `stream`
          THREADS | java.util.Arrays | parallelSort parallelPrefix parallelSetAll \
          | leave out `parallel`
          THREADS | java.util.stream.*             | parallel unordered | leave it out
          THREADS | java.util.stream.*             | findAny | use `findFirst`
          THREADS | java.util.stream.Collectors | groupingByConcurrent toConcurrentMap \
          | name what to collect into, such as `TreeMap::new`

          OUTSIDE | java.lang.System | exit | throw an exception: a world takes it for a crash
          OUTSIDE | java.lang.System | getenv getProperty getProperties | take it as a parameter
          OUTSIDE | java.lang.Integer        | getInteger | take it as a parameter
          OUTSIDE | java.lang.Long           | getLong    | take it as a parameter
          OUTSIDE | java.lang.Boolean        | getBoolean | take it as a parameter
          OUTSIDE | java.util.Properties     | *          | take settings as parameters
          OUTSIDE | java.util.ResourceBundle | *          | take texts as parameters
          OUTSIDE | java.util.ListResourceBundle | *      | take texts as parameters
          OUTSIDE | java.util.PropertyResourceBundle | *  | take texts as parameters
          OUTSIDE | java.util.ServiceLoader  | *          | take services as parameters
          OUTSIDE | java.lang.System         | lineSeparator | write `\\n`
          IDENTITY | java.lang.System        | identityHashCode | compare things by their fields
          OUTSIDE | java.lang.System         | *   | `send`, `persist` or `report` it
          OUTSIDE | java.lang.IO             | *   | `report` it
          OUTSIDE | *                        | printStackTrace | `report` it
          OUTSIDE | java.util.logging.*      | *   | `report` a fact
          OUTSIDE | java.lang.Runtime        | *   | leave it to the world that runs the node
          OUTSIDE | java.lang.Process        | *   | leave it to the world that runs the node
          OUTSIDE | java.lang.ProcessBuilder | *   | leave it to the world that runs the node
          OUTSIDE | java.lang.ProcessHandle  | *   | leave it to the world that runs the node
          OUTSIDE | java.util.Scanner        | *   | `send` and `persist` records
          OUTSIDE | java.io.*                | *   | `send` and `persist` records
          OUTSIDE | java.nio.*               | *   | `send` and `persist` records
          OUTSIDE | java.net.*               | *   | `send` to the other node
          OUTSIDE | java.lang.Class | desiredAssertionStatus | replace `assert` by `Check.that`

          HASH_ORDER | java.util.Set | of copyOf          | use a TreeSet, a LinkedHashSet or a List
          HASH_ORDER | java.util.Map | of copyOf ofEntries | use a TreeMap or a LinkedHashMap
          HASH_ORDER | java.util.HashSet | extends        | use a TreeSet or a LinkedHashSet
          HASH_ORDER | java.util.HashMap | extends        | use a TreeMap or a LinkedHashMap
          HASH_ORDER | java.util.Hashtable | *             | use a TreeMap or a LinkedHashMap
          HASH_ORDER | java.util.stream.Collectors | toSet toUnmodifiableSet toUnmodifiableMap \
          toMap(Function,Function) toMap(Function,Function,BinaryOperator) groupingBy(Function) \
          groupingBy(Function,Collector) | name what to collect into, such as `TreeMap::new`

          STATIC_STATE | java.lang.ClassValue | *         | use a field of the node

          IDENTITY | java.util.IdentityHashMap | *        | use a TreeMap or a LinkedHashMap
          IDENTITY | java.util.WeakHashMap     | *        | use a TreeMap or a LinkedHashMap
          IDENTITY | java.lang.Object          | hashCode | number things by their fields
          IDENTITY | java.util.Objects | hash hashCode | number things by their fields
          IDENTITY | java.util.Objects | toIdentityString | name things by their fields
          IDENTITY | java.lang.String  | intern | compare texts by `equals`

          REFLECTION | java.lang.Class       | *  | switch over a sealed type
          REFLECTION | java.lang.ClassLoader | *  | name the class in the source
          REFLECTION | java.lang.Module      | *  | name the class in the source
          REFLECTION | java.lang.reflect.*   | *  | call the method, read the field
          REFLECTION | java.lang.invoke.*    | *  | call the method, read the field
          REFLECTION | sun.misc.*            | *  | call the method, read the field
          REFLECTION | java.lang.ref.*       | *  | drop what is not needed any more
          REFLECTION | java.lang.StackWalker | *  | pass it as an argument
          REFLECTION | *                     | getStackTrace | tell cases apart by type

          ARITHMETIC | java.lang.Math | sin cos tan asin acos atan atan2 sinh cosh tanh exp expm1 \
          log log10 log1p pow cbrt hypot | reckon with long, or at least with StrictMath

          LOCALE | java.lang.String    | format formatted           | put it together with `+`
          LOCALE | java.util.Formatter | *                          | put it together with `+`
          LOCALE | java.text.*         | *                          | put it together with `+`
          LOCALE | java.lang.String    | toLowerCase() toUpperCase() | pass `Locale.ROOT`
          LOCALE | java.lang.String    | getBytes()                 | pass `StandardCharsets.UTF_8`
          LOCALE | java.lang.String    | new(byte[])                | pass `StandardCharsets.UTF_8`
          LOCALE | java.util.Locale    | getDefault setDefault      | use `Locale.ROOT`
          """);

  /// Exceptions from [#FORBIDDEN], and harmless things in packages that are not.
  private static final List<Rule> PERMITTED =
      table(
          """
          UNKNOWN | java.lang.Class                   | cast getSimpleName isInstance |
          UNKNOWN | java.lang.System                  | arraycopy                     |
          UNKNOWN | java.io.Serializable              | *                             |
          UNKNOWN | java.nio.charset.StandardCharsets | *                             |
          UNKNOWN | java.util.Set                     | of() of(Object)               |
          UNKNOWN | java.util.Map                     | of() of(Object,Object)        |
          """);

  private Rules() {}

  /// A member as a rule sees it.
  ///
  /// @param owner the class, as in `java.util.Map$Entry`
  /// @param name the member's name; `new` for a constructor
  /// @param parameters as in `(Object,int)`, with simple names; empty for a field
  record Member(String owner, String name, String parameters) {

    /// As a programmer writes it: `System.nanoTime`, `new Random`.
    String inWords() {
      return name.equals("new") ? "new " + simple(owner) : simple(owner) + "." + name;
    }

    static String simple(String owner) {
      return owner.substring(owner.lastIndexOf('.') + 1).replace('$', '.');
    }
  }

  /// One line of a table.
  record Rule(Kind kind, String owner, List<String> members, String remedy) {

    boolean covers(Member member) {
      return coversOwner(member.owner())
          && (members.contains("*")
              || members.contains(member.name())
              || members.contains(member.name() + member.parameters()));
    }

    private boolean coversOwner(String name) {
      return owner.endsWith("*")
          ? name.startsWith(owner.substring(0, owner.length() - 1))
          : name.equals(owner) || name.startsWith(owner + "$");
    }
  }

  /// The rule that a node breaks by using `member`, if any.
  static Optional<Rule> brokenBy(Member member) {
    return PERMITTED.stream().anyMatch(rule -> rule.covers(member))
        ? Optional.empty()
        : FORBIDDEN.stream()
            .filter(rule -> rule.covers(member))
            .findFirst()
            .or(() -> notVouchedFor(member.owner()));
  }

  private static Optional<Rule> notVouchedFor(String owner) {
    if (JDK.stream().noneMatch(owner::startsWith)) {
      return unknown(owner, "let the lint read that class too, or do without it");
    }
    return PACKAGES.contains(owner.substring(0, owner.lastIndexOf('.')))
        ? Optional.empty()
        : unknown(owner, "do without it");
  }

  private static Optional<Rule> unknown(String owner, String remedy) {
    return Optional.of(new Rule(Kind.UNKNOWN, owner, List.of("*"), remedy));
  }

  private static List<Rule> table(String lines) {
    return lines.lines().filter(line -> !line.isBlank()).map(Rules::rule).toList();
  }

  private static Rule rule(String line) {
    List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    return new Rule(
        Kind.valueOf(cells.get(0)), cells.get(1), List.of(cells.get(2).split(" +")), cells.get(3));
  }
}
