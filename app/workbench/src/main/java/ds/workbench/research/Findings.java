package ds.workbench.research;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a study has found.
///
/// @param files data and figures, by path below the study's folder
/// @param table the lines of the table that the text quotes
public record Findings(Map<String, String> files, List<String> table) {

  public Findings {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    table = List.copyOf(table);
  }
}
