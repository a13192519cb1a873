package ds.exercise.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The text of an exercise. It is a Markdown file, of which the grader reads one section:
///
/// ```
/// ## What is to be held
///
/// - **every question is answered.** The network may lose a question or its answer, so … (§2)
/// ```
///
/// Each item explains the property of that name. When the property breaks, the learner is shown
/// these words.
///
/// @param title the first heading
/// @param promises the explanation of each property, by its name
public record Handout(String title, Map<String, String> promises) {

  /// The heading of the section that is read.
  public static final String HEADING = "## What is to be held";

  public Handout {
    promises = Collections.unmodifiableMap(new LinkedHashMap<>(promises));
  }

  public static Handout parse(String markdown) {
    String title = "";
    Map<String, String> promises = new LinkedHashMap<>();
    boolean isInside = false;
    List<String> item = new ArrayList<>();
    for (String line : (markdown + "\n#\n").lines().toList()) {
      if (title.isEmpty() && line.startsWith("# ")) {
        title = line.substring(2).strip();
      }
      boolean isEnd = line.startsWith("#") || line.isBlank() || line.startsWith("- ");
      if (isEnd && !item.isEmpty()) {
        put(promises, String.join(" ", item));
        item.clear();
      }
      if (line.startsWith("## ") || line.equals("#")) {
        isInside = line.strip().equals(HEADING);
      } else if (isInside && (line.startsWith("- ") || (!item.isEmpty() && !line.isBlank()))) {
        item.add(line.startsWith("- ") ? line.substring(2).strip() : line.strip());
      }
    }
    return new Handout(title, promises);
  }

  /// What the handout says about a property.
  public Optional<String> explain(String property) {
    return Optional.ofNullable(promises.get(property));
  }

  private static void put(Map<String, String> promises, String item) {
    int end = item.indexOf(".**");
    if (item.startsWith("**") && end > 0) {
      promises.put(item.substring(2, end), item.substring(end + 3).strip());
    }
  }
}
