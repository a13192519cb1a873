package ds.workbench.research;

import java.util.List;

/// The studies that there are.
public final class Studies {

  private Studies() {}

  public static List<Study> all() {
    return List.of(new ElectionTimeouts(), new LyingSwitch());
  }
}
