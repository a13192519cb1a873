package ds.exercise.task;

import ds.core.Check;
import ds.lab.scenario.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Something to build, and the tests that tell whether it was built.
///
/// ```java
/// Exercise.<PingMessage>named("ping", "events, effects, timers")
///     .taking("10 minutes")
///     .writing("Pinger")
///     .given(PingMessage.class, Answered.class)
///     .part("The question", FIRST_ANSWER)
///     .part("Bad luck", LOST, DOUBLED);
/// ```
///
/// @param name what commands call it, and the folder with handout and skeleton
/// @param teaches what one learns, in a few words
/// @param time how long it takes, such as `2 hours`
/// @param buildsOn the names of the exercises to do before
/// @param classes the simple names of the classes to write, in the package of [#packageName]
/// @param given the types that a solution may use besides the core and plain Java
/// @param parts in the order in which to do them
public record Exercise<M>(
    String name,
    String teaches,
    String time,
    List<String> buildsOn,
    List<String> classes,
    List<Class<?>> given,
    List<Part<M>> parts) {

  public Exercise {
    buildsOn = List.copyOf(buildsOn);
    classes = List.copyOf(classes);
    given = List.copyOf(given);
    parts = List.copyOf(parts);
    Check.that(name.matches("[a-z]+(-[a-z]+)*"), "an exercise is named in lower case: " + name);
  }

  /// An exercise without parts, for a fluent start.
  public static <M> Exercise<M> named(String name, String teaches) {
    return new Exercise<>(name, teaches, "", List.of(), List.of(), List.of(), List.of());
  }

  public Exercise<M> taking(String newTime) {
    return new Exercise<>(name, teaches, newTime, buildsOn, classes, given, parts);
  }

  public Exercise<M> after(String... exercises) {
    return new Exercise<>(name, teaches, time, List.of(exercises), classes, given, parts);
  }

  public Exercise<M> writing(String... names) {
    return new Exercise<>(name, teaches, time, buildsOn, List.of(names), given, parts);
  }

  public Exercise<M> given(Class<?>... types) {
    return new Exercise<>(name, teaches, time, buildsOn, classes, List.of(types), parts);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array is read, and nothing is put into it
  public final Exercise<M> part(String title, TestCase<M>... tests) {
    List<Part<M>> more = new ArrayList<>(parts);
    more.add(new Part<>(parts.size() + 1, title, List.of(tests)));
    return new Exercise<>(name, teaches, time, buildsOn, classes, given, more);
  }

  /// The package of a solution's classes: the name without hyphens.
  public String packageName() {
    return name.replace("-", "");
  }

  /// All tests of all parts, in order.
  public List<TestCase<M>> tests() {
    return parts.stream().flatMap(part -> part.tests().stream()).toList();
  }

  public Optional<TestCase<M>> find(String test) {
    return tests().stream().filter(it -> it.name().equals(test)).findFirst();
  }

  /// The names of all that its tests promise of a solution; `sometimes` is promised of the tests.
  public Stream<String> promises(Solution<M> solution) {
    return tests().stream()
        .flatMap(test -> test.open(solution).properties().stream())
        .filter(property -> !(property instanceof Property.Sometimes))
        .map(property -> property.name())
        .distinct();
  }

  /// What all its parts are worth.
  public int points() {
    return parts.stream().mapToInt(Part::points).sum();
  }
}
