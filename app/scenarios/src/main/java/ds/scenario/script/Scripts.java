package ds.scenario.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import ds.lab.script.Language;
import ds.lab.script.PlayedScript;
import ds.lab.script.ProtocolLanguage;
import ds.lab.script.stage.Mistake;
import ds.lab.takeover.RunLink;
import ds.lab.takeover.Score;
import ds.lab.takeover.script.RunLanguage;
import ds.scenario.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;

/// What links of the house open: a scenario under a seed, or a script by its name, `raft/figure-8`.
public final class Scripts {

  private static final String FOLDER = "scenarios/";

  /// That of a link that says none.
  private static final long SEED_UNSAID = 1;

  private Scripts() {}

  /// The run of a link.
  ///
  /// @throws Mistake if there is none
  public static Score<?> open(RunLink link) {
    return open(link, Scripts::text);
  }

  /// The same where texts are kept elsewhere.
  ///
  /// @param texts the script of a name, if it is one
  public static Score<?> open(RunLink link, Function<String, Optional<String>> texts) {
    Optional<String> script = texts.apply(link.scenario());
    return script.isPresent() ? open(link, script.get()) : Score.of(link, Catalogue.open(link));
  }

  /// Whether a script has this name.
  public static boolean has(String name) {
    return text(name).isPresent();
  }

  private static Score<?> open(RunLink link, String text) {
    if (link.seed() != SEED_UNSAID || link.servers() != RunLink.USUAL) {
      throw new Mistake("found " + link + "; a script says itself who takes part, and has no seed");
    }
    String name = link.scenario();
    Language language = Languages.named(name.substring(0, name.indexOf('/'))).orElseThrow();
    return switch (language) {
      case ProtocolLanguage<?> protocol -> played(link, protocol, text);
      case RunLanguage runs -> along(link, runs.link(name, text));
      default -> throw new Mistake("no link opens a script about " + language.name());
    };
  }

  private static <M> Score<M> played(RunLink link, ProtocolLanguage<M> language, String text) {
    return Score.of(link, PlayedScript.of(language, link.scenario(), text));
  }

  /// A script about a run is that run, with what is done in it.
  private static Score<?> along(RunLink link, RunLink run) {
    if (!link.choices().isEmpty()) {
      throw new Mistake("found " + link + "; expected what is done in that run: " + run);
    }
    RunLink moment = run.at(link.at());
    return Score.of(moment, Catalogue.open(moment));
  }

  private static Optional<String> text(String name) {
    int slash = name.indexOf('/');
    if (slash < 0 || !isPlain(name) || Languages.named(name.substring(0, slash)).isEmpty()) {
      return Optional.empty();
    }
    ClassLoader loader = Scripts.class.getClassLoader();
    try (InputStream stream = loader.getResourceAsStream(FOLDER + name + ".txt")) {
      return stream == null
          ? Optional.empty()
          : Optional.of(new String(stream.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPlain(String name) {
    return name.chars()
        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/');
  }
}
