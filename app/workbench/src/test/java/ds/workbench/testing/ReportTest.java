package ds.workbench.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.workbench.testing.Outcome.Failed;
import ds.workbench.testing.Outcome.Passed;
import ds.workbench.testing.Outcome.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @TempDir Path root;

  private Path written(String text) throws IOException {
    Path folder = Files.createDirectories(root.resolve("app/lab/target/surefire-reports"));
    return Files.writeString(folder.resolve("TEST-ds.XTest.xml"), text);
  }

  @Test
  @DisplayName("systems are rooms too, one folder deeper")
  void systems() throws IOException {
    Path folder = root.resolve("app/systems/kv/target/surefire-reports");
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("TEST-ds.XTest.xml"),
        "<testsuite><testcase name=\"good\" classname=\"ds.XTest\"/></testsuite>");
    assertThat(Report.readAll(root)).containsExactly(new Report("XTest", "good", new Passed()));
  }

  @Test
  @DisplayName("each test is read with its outcome")
  void outcomes() throws IOException {
    written(
        """
        <testsuite>
          <testcase name="good" classname="ds.XTest"/>
          <testcase name="bad" classname="ds.XTest">
            <failure message="no" type="E">at X</failure>
          </testcase>
          <testcase name="broken" classname="ds.XTest"><error message="oh" type="E"/></testcase>
          <testcase name="later" classname="ds.XTest"><skipped message="no node here"/></testcase>
          <testcase name="mute" classname="ds.XTest"><skipped/></testcase>
        </testsuite>
        """);
    assertThat(Report.readAll(root))
        .containsExactly(
            new Report("XTest", "good", new Passed()),
            new Report("XTest", "bad", new Failed("no", "at X")),
            new Report("XTest", "broken", new Failed("oh", "")),
            new Report("XTest", "later", new Skipped("no node here")),
            new Report("XTest", "mute", new Skipped("(no reason given)")));
  }

  @Test
  @DisplayName("a test that gave up by itself tells why in the first line of its stack trace")
  void assumptions() throws IOException {
    written(
        """
        <testsuite>
          <testcase name="a" classname="X"><skipped type="E"><![CDATA[%1$s: %2$s: no disk: /x
        \tat org.junit.jupiter.api.Assumptions.throwAssumptionFailed(Assumptions.java:340)
        ]]></skipped></testcase>
          <testcase name="b" classname="X"><skipped>%1$s: no net</skipped></testcase>
          <testcase name="c" classname="X"><skipped>%1$s: %2$s</skipped></testcase>
          <testcase name="d" classname="X"><skipped>%1$s</skipped></testcase>
        </testsuite>
        """
            .formatted("org.opentest4j.TestAbortedException", "Assumption failed"));
    assertThat(Report.readAll(root))
        .extracting(Report::outcome)
        .containsExactly(
            new Skipped("no disk: /x"),
            new Skipped("no net"),
            new Skipped("(no reason given)"),
            new Skipped("(no reason given)"));
  }

  @Test
  @DisplayName("reports of an earlier run are removed")
  void stale() throws IOException {
    written("<testsuite><testcase name='a' classname='X'/></testsuite>");
    Report.deleteAll(root);
    assertThat(Report.readAll(root)).isEmpty();
  }

  @Test
  @DisplayName("a report that was cut short is an error and no pass")
  void cutShort() throws IOException {
    Path file = written("<testsuite><testcase name='a'");
    assertThatThrownBy(() -> Report.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not a test report");
  }
}
