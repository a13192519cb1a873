package ds.workbench.house;

import java.nio.file.Path;

/// A place that breaks a rule.
record Offence(Path file, long line, String what) {

  @Override
  public String toString() {
    return file + ":" + line + ": " + what;
  }
}
