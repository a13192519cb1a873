package ds.exercise.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What helps whoever is stuck at a test: a ladder of hints, from a question to the idea.
///
/// ```
/// ## a-lost-question
///
/// 1. What does your node do if nobody ever answers?
/// 2. Look at `Context.arm`: …
/// ```
///
/// @param ladders the hints of each test, by its name
public record Hints(Map<String, List<String>> ladders) {

  public Hints {
    ladders = Collections.unmodifiableMap(new LinkedHashMap<>(ladders));
  }

  public static Hints parse(String markdown) {
    Map<String, List<String>> ladders = new LinkedHashMap<>();
    List<String> ladder = new ArrayList<>();
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("## ")) {
        ladder = new ArrayList<>();
        ladders.put(line.substring(3).strip(), ladder);
      } else if (line.matches("\\d+\\. .*")) {
        ladder.add(line.substring(line.indexOf(' ') + 1).strip());
      } else if (!ladder.isEmpty() && !line.isBlank()) {
        ladder.add(ladder.removeLast() + " " + line.strip());
      }
    }
    return new Hints(ladders);
  }

  /// The ladder for a test; empty if there is none.
  public List<String> of(String test) {
    return List.copyOf(ladders.getOrDefault(test, List.of()));
  }
}
