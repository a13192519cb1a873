package ds.workbench.terminal;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What a command ends with. The numbers from 64 on are those of BSD's `sysexits.h`; the launcher
/// `ds` uses 69 and 130 as well.
public enum Exit {
  OK(0, "it worked: the property holds, the tests pass, the history is as claimed"),
  FAILED(1, "it was answered with no: a violation, a failed test, an illegal history"),
  UNKNOWN(2, "no verdict within the bounds of memory and time"),
  USAGE(64, "the command line is wrong"),
  MALFORMED(65, "a file is not in the format that was expected"),
  MISSING(66, "a file cannot be read"),
  UNAVAILABLE(69, "there is no JDK 25, or the build failed"),
  DEFECT(70, "a defect of this program"),
  UNWRITABLE(73, "a file cannot be written"),
  INTERRUPTED(130, "interrupted, say with Ctrl-C");

  private final int code;
  private final String meaning;

  Exit(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /// For the help text: each code with its meaning, in order.
  public static Map<String, String> table() {
    var table = new TreeMap<String, String>((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
    Arrays.stream(values()).forEach(exit -> table.put(Integer.toString(exit.code), exit.meaning));
    return table;
  }
}
