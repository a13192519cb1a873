package ds.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A learner at work, and the teacher afterwards, in a repository of which only `ping` is there.
class LearnerTest {

  private static final Path EXERCISE = Path.of("app", "exercises", "ping");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final String root = System.getProperty("ds.root", "");

  @TempDir private Path house;
  @TempDir private Path desk;

  @BeforeEach
  void copyTheExercise() throws IOException {
    System.setProperty("ds.root", house.toString());
    copy(repository().resolve(EXERCISE), house.resolve(EXERCISE));
  }

  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(EXERCISE))) {
      folder = folder.getParent();
    }
    return folder;
  }

  @AfterEach
  void restore() {
    if (root.isEmpty()) {
      System.clearProperty("ds.root");
    } else {
      System.setProperty("ds.root", root);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path target = to.resolve(from.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Ds.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  @Test
  @DisplayName("a build leaves alone what says where an exercise was started")
  void notesOutliveBuilds() throws IOException {
    String script = Files.readString(repository().resolve("app/workbench/src/main/sh/build.sh"));
    assertThat(run("start", "ping", "--out", desk.resolve("mine").toString())).isZero();
    try (Stream<Path> notes = Files.list(house.resolve(".ds"))) {
      assertThat(notes)
          .isNotEmpty()
          .allSatisfy(it -> assertThat(script).doesNotContain("$home/" + it.getFileName()));
    }
  }

  private Path solve(Path project) throws IOException {
    Path file = project.resolve("src/main/java/ping/Pinger.java");
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file, Files.readString(house.resolve(EXERCISE).resolve("solution/ping/Pinger.java")));
  }

  @Test
  @DisplayName("from the skeleton to all points")
  void learner() throws IOException {
    Path project = desk.resolve("mine");
    assertThat(run("check", "ping")).isEqualTo(Exit.MISSING.code());
    assertThat(err.toString()).contains("begin with './ds start ping'");

    Path figures = Files.createDirectory(house.resolve(EXERCISE).resolve("figures"));
    Files.writeString(figures.resolve("lost.svg"), "<svg/>");
    assertThat(run("start", "ping", "--out", project.toString())).isZero();
    assertThat(out.toString()).contains("read", "write", "./ds check ping", "./ds hint ping");
    assertThat(project.resolve("pom.xml")).exists();
    assertThat(project.resolve("README.md")).content().contains("What is to be held");
    assertThat(project.resolve("figures/lost.svg")).exists();

    assertThat(run("check", "ping")).isEqualTo(Exit.FAILED.code());
    assertThat(out.toString()).contains("0 of 10 points", "begin with paragraph 1 of the handout");
    assertThat(run("hint", "ping")).isZero();
    assertThat(out.toString()).contains("ten-answers, hint 1 of 3");
    assertThat(run("hint", "ping")).isZero();
    assertThat(out.toString()).contains("hint 2 of 3");

    solve(project);
    assertThat(run("check", "ping")).isZero();
    assertThat(out.toString()).contains("10 of 10 points", "Every promise was kept");
    assertThat(run("exercises")).isZero();
    assertThat(out.toString()).contains("in all 10 of 10");
  }

  @Test
  @DisplayName("what was started is never overwritten")
  void secondStart() throws IOException {
    assertThat(run("start", "ping")).isZero();
    Path file = solve(house.resolve(EXERCISE));
    String mine = Files.readString(file);
    assertThat(run("start", "ping")).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("holds a project already");
    assertThat(file).content().isEqualTo(mine);
  }

  @Test
  @DisplayName("a failure is a story, its reason, and a command that shows it again")
  void story() throws IOException {
    run("start", "ping");
    Path file = solve(house.resolve(EXERCISE));
    Files.writeString(file, Files.readString(file).replace("number == asked", "number <= asked"));
    assertThat(run("check", "ping", "--seeds", "1..20")).isEqualTo(Exit.FAILED.code());
    assertThat(out.toString())
        .contains("7 of 10 points")
        .contains("broken: every answer is reported once")
        .contains("What was expected, and why:", "In order, and once")
        .contains("replay: ./ds check ping --test a-doubled-answer --seed 4");
    String story = out.toString();
    String[] replay = {"check", "ping", "--test", "a-doubled-answer", "--seed", "4"};
    assertThat(run(replay)).isEqualTo(Exit.FAILED.code());
    assertThat(out.toString())
        .contains(story.substring(story.indexOf("every answer is"), story.indexOf("replay:")));
    assertThat(run("check", "ping", "--test", "a-doubled-answer", "--seed", "4", "--trace"))
        .isEqualTo(Exit.FAILED.code());
    assertThat(out.toString()).contains("receives Pong", "as answered a second time");
  }

  @Test
  @DisplayName("a project elsewhere is named in every command that follows")
  void elsewhere() throws IOException {
    Path project = desk.resolve("other");
    Path file = solve(project);
    Files.writeString(file, Files.readString(file).replace("number == asked", "number <= asked"));
    String there = "--dir " + project;
    String[] check = {"check", "ping", "--dir", project.toString(), "--test", "a-doubled-answer"};
    assertThat(run(check)).isEqualTo(Exit.FAILED.code());
    assertThat(out.toString())
        .contains("replay: ./ds check ping " + there + " --test a-doubled-answer --seed ")
        .containsPattern("./ds open 'ping/a-doubled-answer\\?seed=\\d+' " + there)
        .contains("./ds hint ping " + there);
    assertThat(run("hint", "ping", "--dir", project.toString())).isZero();
    assertThat(out.toString()).contains("a-doubled-answer, hint 1 of");

    Files.writeString(file, "not Java");
    assertThat(run("open", "ping", "--dir", project.toString())).isEqualTo(Exit.FAILED.code());
    assertThat(err.toString()).contains("It does not compile", "Pinger.java:1: ");
    assertThat(run("open", "paxos", "--dir", project.toString())).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("'paxos' is no exercise");
  }

  @Test
  @DisplayName("an exercise is opened, not the scenario of its name, once a check of it has failed")
  void sameName() throws IOException {
    Path project = house.resolve("app/exercises/clocks");
    Path file = project.resolve("src/main/java/clocks/Mine.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "not Java");
    Files.writeString(project.resolve(".progress"), "failed=lamport\n");
    assertThat(run("open", "clocks")).isEqualTo(Exit.FAILED.code());
    assertThat(err.toString()).contains("It does not compile", "Mine.java:1: ");
  }

  @Test
  @DisplayName("what does not compile, and what is no node, is named by file and line")
  void refused() throws IOException {
    run("start", "ping");
    Path file = solve(house.resolve(EXERCISE));
    String right = Files.readString(file);
    Files.writeString(file, right.replace("asked++;", "asked++"));
    assertThat(run("check", "ping")).isEqualTo(Exit.FAILED.code());
    assertThat(out.toString()).contains("It does not compile", "ping/Pinger.java:", "';' expected");
    Files.writeString(file, right.replace("asked++;", "asked++; System.exit(0);"));
    assertThat(run("check", "ping")).isEqualTo(Exit.FAILED.code());
    assertThat(out.toString()).contains("Pinger.java:", "System.exit");
  }

  @Test
  @DisplayName("wrong names are answered with the nearest")
  void wrongNames() {
    run("start", "ping");
    assertThat(run("check", "pin")).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("did you mean 'ping'?");
    assertThat(run("check", "ping", "--test", "a-lost-questio")).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("did you mean 'a-lost-question'?");
    assertThat(run("check", "ping", "--part", "9")).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("ping has no part 9; expected 1 to 2");
  }

  @Test
  @DisplayName("a folder of submissions becomes a table, and is not graded twice")
  void teacher() throws IOException {
    Path folder = desk.resolve("class");
    Path right = solve(folder.resolve("ada"));
    Path wrong = solve(folder.resolve("bob"));
    Files.writeString(wrong, Files.readString(right).replace("number == asked", "number <= asked"));
    Files.createDirectories(folder.resolve("cyd"));
    Files.writeString(solve(folder.resolve("dan")), "package ping;\nclass Pinger { Pong p; }\n");
    Path csv = desk.resolve("grades.csv");
    String[] grade = {
      "grade",
      folder.toString(),
      "--out",
      csv.toString(),
      "--json",
      desk.resolve("g.json") + "",
      "--junit",
      desk.resolve("g.xml") + "",
      "--gradescope",
      desk.resolve("scope") + "",
      "--github"
    };
    assertThat(run(grade)).isZero();
    assertThat(csv)
        .content()
        .contains(
            "ada,10,10,2,3,3,2,", "bob,7,10,2,3,0,2,", "cyd,0,10,0,0,0,0,there is no package");
    assertThat(desk.resolve("g.json")).content().contains("\"exercise\": \"ping\"");
    assertThat(desk.resolve("g.xml")).content().contains("<testsuite name=\"bob\"");
    assertThat(desk.resolve("scope/bob/results.json")).content().contains("\"score\": 7");
    assertThat(out.toString())
        .contains("::error title=bob%2C a-doubled-answer::")
        .contains("::error file=src/main/java/ping/Pinger.java,line=2,title=dan::")
        .contains("cannot find symbol%0A  symbol:");
    String first = Files.readString(csv);
    long size = Files.size(Path.of(csv + ".book"));
    assertThat(run(grade)).isZero();
    assertThat(csv).content().isEqualTo(first);
    assertThat(Files.size(Path.of(csv + ".book"))).isEqualTo(size);
  }

  @Test
  @DisplayName("whatever was handed in has a row, or is named")
  void handedInOtherwise() throws IOException {
    Path folder = desk.resolve("class");
    Path right = solve(folder.resolve("dee"));
    try (FileSystem zip =
        FileSystems.newFileSystem(folder.resolve("cyd.zip"), Map.of("create", "true"))) {
      Files.createDirectory(zip.getPath("ping"));
      Files.copy(right, zip.getPath("ping", "Pinger.java"));
    }
    Files.writeString(folder.resolve("bob.zip"), "no archive");
    Path foreign = Files.createDirectories(folder.resolve("ada/ping")).resolve("Pinger.java");
    Files.write(foreign, new byte[] {(byte) 0xC3, '('});
    Path link = Files.createDirectories(folder.resolve("eve/ping")).resolve("Pinger.java");
    Files.createSymbolicLink(link, right);
    Files.writeString(folder.resolve("fay.tar"), "");
    String deep = "(".repeat(10_000) + "0" + ")".repeat(10_000);
    Files.writeString(
        solve(folder.resolve("gus")), "package ping;\nclass Pinger { int x = " + deep + "; }\n");
    Path csv = desk.resolve("grades.csv");
    assertThat(run("grade", folder.toString(), "--out", csv.toString())).isZero();
    assertThat(csv)
        .content()
        .contains("cyd.zip,10,10", "dee,10,10")
        .contains("bob.zip,0,10,0,0,0,0,the archive cannot be opened")
        .containsPattern("ada,0,10,0,0,0,0,.*Malformed")
        .contains("eve,0,10,0,0,0,0,Pinger.java is a link")
        .contains("gus,0,10,0,0,0,0")
        .contains("the compiler gave up: something is nested too deeply for it");
    assertThat(out.toString()).contains("not graded, neither folder nor .zip: fay.tar");
  }

  @Test
  @DisplayName("a grading that is interrupted goes on, and grades nobody twice")
  void interrupted() throws IOException, InterruptedException {
    Path folder = desk.resolve("class");
    for (String name : List.of("ada", "bob", "cyd")) {
      Path file = solve(folder.resolve(name));
      Files.writeString(file, Files.readString(file) + "// " + name + "\n");
    }
    Path csv = desk.resolve("grades.csv");
    String[] grade = {"grade", folder.toString(), "--out", csv.toString(), "--parallel", "1"};
    Process process = elsewhere(grade);
    try (var shown = new Scanner(process.getInputStream(), StandardCharsets.UTF_8)) {
      assertThat(shown.findWithinHorizon("1 of 3 graded", 0)).isNotNull();
    } finally {
      process.destroy(); // Java ends by this signal as it does by that of Ctrl-C
      process.waitFor();
    }
    byte[] before = Files.readAllBytes(Path.of(csv + ".book"));
    assertThat(run(grade)).isZero();
    assertThat(csv).content().contains("ada,10,10", "bob,10,10", "cyd,10,10");
    byte[] after = Files.readAllBytes(Path.of(csv + ".book"));
    assertThat(after).startsWith(before);
    assertThat(new String(after, StandardCharsets.ISO_8859_1).split("ping 1 ")).hasSize(1 + 3);
  }

  /// A command in a process of its own, which takes its output for a terminal.
  private static Process elsewhere(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dds.terminal=true", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  @Test
  @DisplayName("a grade book that was cut short is good up to there")
  void cutBook() throws IOException {
    Path folder = desk.resolve("class");
    solve(folder.resolve("ada"));
    Path csv = desk.resolve("grades.csv");
    String[] grade = {"grade", folder.toString(), "--out", csv.toString()};
    assertThat(run(grade)).isZero();
    Path book = Path.of(csv + ".book");
    byte[] whole = Files.readAllBytes(book);
    Files.write(book, java.util.Arrays.copyOf(whole, whole.length - 5));
    assertThat(run(grade)).isZero();
    assertThat(Files.readAllBytes(book)).isEqualTo(whole);
    assertThat(csv).content().contains("ada,10,10");
  }
}
