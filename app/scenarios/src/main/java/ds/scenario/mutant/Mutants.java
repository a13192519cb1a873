package ds.scenario.mutant;

import ds.lab.scenario.Scenario;
import ds.scenario.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The mutants in the house.
public final class Mutants {

  private static final String FOLDER = "mutants/";

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

  /// The scenario on which the mutant must fail, made of its broken classes.
  ///
  /// @throws IllegalArgumentException if the mutant no longer fits the sources
  public static Scenario<?> breakScenario(Mutant mutant) {
    ClassLoader loader = new MutantLoader(MutantCompiler.compile(mutant));
    try {
      Class<?> catalogue = Class.forName(Catalogue.class.getName(), true, loader);
      Object found = catalogue.getMethod("find", String.class).invoke(null, mutant.scenario());
      Optional<?> scenario = (Optional<?>) found;
      return (Scenario<?>)
          scenario.orElseThrow(() ->
              new IllegalArgumentException(
                  "mutant " + mutant.name() + ": no scenario " + mutant.scenario()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the catalogue can be opened with a mutant", e);
    }
  }

  private static String read(String file) {
    try (InputStream stream = Mutants.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
      if (stream == null) {
        throw new IllegalArgumentException("no " + FOLDER + file + " on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
