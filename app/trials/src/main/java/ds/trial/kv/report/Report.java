package ds.trial.kv.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes what is known of a trial, for people and for programs.
public final class Report {

  private Report() {}

  /// Writes `report.html` and `report.json` into a folder, which is made if it is missing.
  public static void write(Account account, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.html"), account.command());
    Files.writeString(folder.resolve("report.json"), "{}");
  }
}
