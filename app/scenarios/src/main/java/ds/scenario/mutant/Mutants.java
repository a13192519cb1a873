package ds.scenario.mutant;

import ds.lab.scenario.Scenario;
import ds.lab.script.Language;
import ds.lab.script.Performance;
import ds.lab.source.ClassPath;
import ds.lab.source.Transplant;
import ds.scenario.Catalogue;
import ds.scenario.mutant.Mutant.Trap;
import ds.scenario.script.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/// The mutants in the house.
public final class Mutants {

  private static final String FOLDER = "mutants/";
  private static final String SCRIPTS = "scenarios/";

  /// What a mutant has of its own. What it is made of, the core and the lab, is everybody's: so its
  /// scenarios run in the same simulator as the real ones.
  private static final List<String> PACKAGES = List.of("ds.protocol.", "ds.scenario.");

  private Mutants() {}

  /// All mutants, in the order of the index.
  public static List<Mutant> all() {
    List<Mutant> mutants = new ArrayList<>();
    for (String name : read("index.txt").lines().filter(line -> !line.isBlank()).toList()) {
      mutants.add(Mutant.parse(name, read(name + ".txt")));
    }
    return List.copyOf(mutants);
  }

  /// The mutant of this name.
  public static Optional<Mutant> find(String name) {
    return all().stream().filter(mutant -> mutant.name().equals(name)).findFirst();
  }

  /// The scenario of this name, made of the mutant's broken classes.
  ///
  /// @throws IllegalArgumentException if the mutant no longer fits the sources
  public static Scenario<?> breakScenario(Mutant mutant, String name) {
    return (Scenario<?>) broken(mutant, Catalogue.class, "find", name);
  }

  /// The language in which a protocol's scripts are played, made of the mutant's broken classes.
  ///
  /// @throws IllegalArgumentException if the mutant no longer fits the sources
  public static Language breakLanguage(Mutant mutant, String protocol) {
    return (Language) broken(mutant, Languages.class, "named", protocol);
  }

  /// A measured run, made of the mutant's broken classes.
  ///
  /// @param trial a class with a static method `of` that gives trials by name
  /// @throws IllegalArgumentException if the mutant no longer fits the sources
  @SuppressWarnings("unchecked") // what `of` gives, by its signature
  public static LongFunction<long[]> breakTrial(Mutant mutant, Class<?> trial, String name) {
    return (LongFunction<long[]>) broken(mutant, trial, "of", name);
  }

  private static Object broken(Mutant mutant, Class<?> register, String method, String name) {
    ClassLoader here = Mutants.class.getClassLoader();
    var loader = new Transplant(here, PACKAGES, MutantCompiler.compile(mutant));
    try {
      Class<?> other = Class.forName(register.getName(), true, loader);
      Object found = other.getMethod(method, String.class).invoke(null, name);
      return ((Optional<?>) found)
          .orElseThrow(
              () -> new IllegalArgumentException("mutant " + mutant.name() + ": no " + name));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a register can be opened with a mutant", e);
    }
  }

  /// Plays a script against the mutant.
  ///
  /// @param script such as `raft/lease-read`
  /// @throws IllegalArgumentException if there is none, or the mutant no longer fits
  public static Performance play(Mutant mutant, Trap.OfScript script) {
    String text = ClassPath.text(Mutants.class, SCRIPTS + script.name() + ".txt");
    return Performance.of(script.name(), text, breakLanguage(mutant, script.protocol()));
  }

  private static String read(String file) {
    return ClassPath.text(Mutants.class, FOLDER + file);
  }
}
