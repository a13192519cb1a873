package ds.workbench.testing;

import ds.workbench.testing.Outcome.Failed;
import ds.workbench.testing.Outcome.Passed;
import ds.workbench.testing.Outcome.Skipped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// What Surefire wrote down about one test.
///
/// @param className without its package
public record Report(String className, String method, Outcome outcome) {

  /// What comes before the reason in the first line of a stack trace.
  private static final Pattern PREAMBLE =
      Pattern.compile("[\\w.$]*TestAbortedException(: )?(Assumption failed(: )?)?");

  /// A room is a folder of `app`, or one of `app/systems`.
  private static final int DEPTH = 2;

  /// The folders into which Surefire writes, one for each room.
  static List<Path> folders(Path root) {
    try (var rooms = Files.walk(root.resolve("app"), DEPTH)) {
      return rooms
          .map(room -> room.resolve("target/surefire-reports"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes what an earlier run left.
  static void deleteAll(Path root) throws IOException {
    for (Path folder : folders(root)) {
      for (Path file : files(folder)) {
        Files.delete(file);
      }
    }
  }

  static List<Report> readAll(Path root) throws IOException {
    var reports = new ArrayList<Report>();
    for (Path folder : folders(root)) {
      for (Path file : files(folder)) {
        reports.addAll(read(file));
      }
    }
    return reports;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
          .sorted()
          .toList();
    }
  }

  static List<Report> read(Path file) throws IOException {
    try {
      var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
      var cases = document.getElementsByTagName("testcase");
      var reports = new ArrayList<Report>();
      for (int i = 0; i < cases.getLength(); i++) {
        reports.add(report((Element) cases.item(i)));
      }
      return reports;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + " is not a test report: " + e.getMessage(), e);
    }
  }

  private static Report report(Element test) {
    String fullName = test.getAttribute("classname");
    String className = fullName.substring(fullName.lastIndexOf('.') + 1);
    return new Report(className, test.getAttribute("name"), outcome(test));
  }

  private static Outcome outcome(Element test) {
    Element skipped = child(test, "skipped");
    if (skipped != null) {
      return new Skipped(reason(skipped));
    }
    Element failed = child(test, "failure");
    failed = failed == null ? child(test, "error") : failed;
    return failed == null
        ? new Passed()
        : new Failed(failed.getAttribute("message"), failed.getTextContent().strip());
  }

  /// A test that is disabled has its reason as a message. One that gave up by itself has the stack
  /// trace of an exception, whose first line ends in the reason.
  private static String reason(Element skipped) {
    String message = skipped.getAttribute("message");
    String thrown = skipped.getTextContent().strip().lines().findFirst().orElse("");
    String reason = message.isBlank() ? PREAMBLE.matcher(thrown).replaceFirst("") : message;
    return reason.isBlank() ? "(no reason given)" : reason;
  }

  private static @Nullable Element child(Element test, String name) {
    return (Element) test.getElementsByTagName(name).item(0);
  }
}
