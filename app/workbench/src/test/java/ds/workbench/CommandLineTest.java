package ds.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What a person reads who types something right, or something wrong.
class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... words) {
    return Ds.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  @Test
  @DisplayName("the help lists commands, exit codes and examples")
  void help() {
    assertThat(run("--help")).isEqualTo(Exit.OK.code());
    assertThat(out.toString()).contains("Commands:", "Exit codes:", "Examples:");
  }

  @Test
  @DisplayName("the help of every command has examples")
  void examples() {
    for (CommandLine command : Ds.commandLine().getSubcommands().values()) {
      assertThat(command.getUsageMessage()).as(command.getCommandName()).contains("Examples:");
    }
  }

  @Test
  @DisplayName("in a list of systems each is told in a whole sentence")
  void sentences() {
    for (CommandLine menu : Ds.commandLine().getSubcommands().values()) {
      for (CommandLine command : menu.getSubcommands().values()) {
        if (command.getCommandName().equals("kv")) {
          assertThat(command.getCommandSpec().usageMessage().description()[0])
              .as(command.getCommandSpec().qualifiedName())
              .endsWith(".");
        }
      }
    }
  }

  @Test
  @DisplayName("who asks for help in a word is given it")
  void helpInAWord() {
    assertThat(Ds.asked("help")).containsExactly("--help");
    assertThat(Ds.asked("help", "up", "kv")).containsExactly("up", "kv", "--help");
    assertThat(Ds.asked("up", "kv")).containsExactly("up", "kv");
    assertThat(Ds.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tset", "comptetion", "tests"})
  void aWrongCommandIsAnsweredWithTheNearest(String typed) {
    assertThat(run(typed)).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString())
        .startsWith("ds: unknown command '" + typed + "'; expected one of ")
        .contains("did you mean '");
  }

  @Test
  @DisplayName("a wrong option is answered with the nearest")
  void wrongOption() {
    assertThat(run("test", "--hepl")).isEqualTo(Exit.USAGE.code());
    assertThat(err)
        .hasToString("ds: unknown option '--hepl'; did you mean '--help'?; see 'ds test --help'\n");
  }

  @Test
  @DisplayName("an argument too many is named")
  void tooMany() {
    assertThat(run("test", "one", "two")).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).startsWith("ds: 'two' is one argument too many");
  }

  @Test
  @DisplayName("nothing is coloured that is not on a terminal")
  void colours() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).doesNotContain("\033[");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void theCompletionKnowsEveryCommand(String shell) {
    assertThat(run("completion", shell)).isZero();
    assertThat(out.toString()).contains(Ds.commandLine().getSubcommands().keySet());
  }

  @Test
  @DisplayName("the rehearsal for the start-up cache prints nothing and ends")
  void rehearsal() {
    Rehearsal.main(new String[0]);
  }

  @Test
  @DisplayName("the same scenario and seed end in the same step hash")
  void sameHash() {
    assertThat(run("simulate", "paxos", "--seed", "7")).isZero();
    String first = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run("simulate", "paxos", "--seed", "7")).isZero();
    assertThat(out.toString()).isEqualTo(first).containsPattern("step hash [0-9a-f]{16}\n");
  }

  @Test
  @DisplayName("a traced run takes the same steps")
  void traced() {
    run("simulate", "paxos", "--seed", "7");
    String quiet = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run("simulate", "paxos", "--seed", "7", "--trace")).isZero();
    assertThat(out.toString()).startsWith("  1 ").endsWith(quiet);
  }

  @Test
  @DisplayName("a run is drawn into a file, and a wrong link is answered in words")
  void picture(@TempDir Path folder) throws IOException {
    String file = folder.resolve("run.svg").toString();
    assertThat(run("picture", "paxos?seed=3&at=30", "--out", file)).isZero();
    assertThat(Files.readString(Path.of(file)))
        .startsWith("<svg ")
        .contains("<title id=\"title\">paxos, seed 3, steps 1 to 30</title>", "Promise(ballot");
    assertThat(run("picture", "raft/figure-8?at=41", "--out", file)).isZero();
    assertThat(Files.readString(Path.of(file))).contains(">raft/figure-8, steps 2 to 41<");
    assertThat(run("picture", "raft?seed=42&at=60", "--out", file)).isZero();
    assertThat(Files.readString(Path.of(file))).contains(">s1</text>", ">c1</text>");
    assertThat(run("picture", "raft?seed=42&at=60", "--no-clients", "--out", file)).isZero();
    assertThat(Files.readString(Path.of(file))).contains(">s1</text>").doesNotContain(">c1</text>");
    assertThat(run("picture", "paxos?seed=3", "--from", "4", "--to", "24", "--out", file)).isZero();
    assertThat(Files.readString(Path.of(file))).contains(">paxos, seed 3, steps 4 to 24<");
    assertThat(run("picture", "paxos?seed=3", "--to", "900", "--from", "1", "--out", file))
        .isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("found steps 1 to 900; expected at most 400");
    assertThat(run("picture", "paxos?sed=3", "--out", file)).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("unknown key 'sed'", "did you mean 'seed'?");
    assertThat(run("picture", "paxos", "--out", folder.resolve("no/run.svg").toString()))
        .isEqualTo(Exit.UNWRITABLE.code());
  }

  @Test
  @DisplayName("what cannot be opened is answered before anything is served")
  void open(@TempDir Path folder) throws IOException {
    assertThat(run("open", "rfat")).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("'rfat' cannot be opened", "did you mean 'raft'?");
    assertThat(run("open", "raft", "--seed", "-1")).isEqualTo(Exit.USAGE.code());
    assertThat(run("open", "raft?servers=2")).isEqualTo(Exit.USAGE.code());
    assertThat(run("open", "raft/figure-8", "--seed", "7")).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("a script says itself who takes part");
    Files.writeString(folder.resolve("Duel.java"), "class Duel { int x = y; }");
    assertThat(run("open", folder.resolve("Duel").toString())).isEqualTo(Exit.FAILED.code());
    assertThat(err.toString()).contains("Duel.java does not compile");
  }

  @Test
  @DisplayName("a campaign over good seeds ends well")
  void campaign() {
    assertThat(run("simulate", "paxos", "--seeds", "1..200")).isEqualTo(Exit.OK.code());
    assertThat(out.toString()).contains("200 runs", "every promise was kept in every run");
  }

  @Test
  @DisplayName("a wrong scenario is answered with the nearest")
  void wrongScenario() {
    assertThat(run("simulate", "paxso")).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("unknown scenario 'paxso'", "did you mean 'paxos'?");
  }

  @Test
  @DisplayName("options that contradict each other are refused")
  void contradictions() {
    assertThat(run("simulate", "paxos", "--seed", "1", "--seeds", "1..2")).isEqualTo(64);
    assertThat(run("simulate", "paxos", "--trace", "--seeds", "1..2")).isEqualTo(64);
    assertThat(run("simulate", "paxos", "--nodes", "0")).isEqualTo(64);
    assertThat(run("simulate", "paxos", "--seed", "-1")).isEqualTo(64);
    assertThat(run("bench", "simulate", "paxos", "--seconds", "0")).isEqualTo(64);
  }

  @Test
  @DisplayName("every scenario is listed with what it promises")
  void scenarios() {
    assertThat(run("scenarios")).isZero();
    assertThat(out.toString()).contains("paxos", "always     agreement", "eventually");
  }

  @Nested
  @DisplayName("verify")
  class Verify {

    @TempDir Path folder;

    private int verify(String history, String... more) throws IOException {
      Path file = Files.writeString(folder.resolve("h.jsonl"), history);
      var words = new ArrayList<>(List.of("verify", file.toString(), "--model", "register"));
      words.addAll(List.of("--html", folder.resolve("h.html").toString()));
      words.addAll(List.of(more));
      return run(words.toArray(String[]::new));
    }

    private static String written(String read) {
      return """
      {"process":0,"type":"invoke","f":"write","value":1}
      {"process":0,"type":"ok","f":"write","value":1}
      {"process":1,"type":"invoke","f":"read","value":null}
      {"process":1,"type":"ok","f":"read","value":%s}
      """
          .formatted(read);
    }

    @Test
    @DisplayName("a good history ends with 0, and is drawn")
    void good() throws IOException {
      assertThat(verify(written("1"))).isEqualTo(Exit.OK.code());
      assertThat(out.toString()).startsWith("Linearizable\n");
      assertThat(folder.resolve("h.html")).content().containsIgnoringCase("<html");
    }

    @Test
    @DisplayName("a bad history ends with 1")
    void bad() throws IOException {
      assertThat(verify(written("2"))).isEqualTo(Exit.FAILED.code());
      assertThat(out.toString()).startsWith("Not linearizable\n");
    }

    @Test
    @DisplayName("a malformed line is named")
    void malformed() throws IOException {
      assertThat(verify("{}\n")).isEqualTo(Exit.MALFORMED.code());
      assertThat(err.toString()).contains("h.jsonl:1: ", "; expected ");
    }

    @Test
    @DisplayName("a file that is not there, or is no text, is named")
    void missing() throws IOException {
      assertThat(run("verify", "/no/such/file", "--model", "register")).isEqualTo(66);
      Path binary = Files.write(folder.resolve("b"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
      assertThat(run("verify", binary.toString(), "--model", "register")).isEqualTo(65);
      assertThat(run("verify", folder.toString(), "--model", "register")).isEqualTo(66);
    }

    @Test
    @DisplayName("a drawing that cannot be written is an error")
    void unwritable() throws IOException {
      assertThat(verify(written("1"), "--html", "/no/such/folder/h.html")).isEqualTo(64);
      Path file = Files.writeString(folder.resolve("g.jsonl"), written("1"));
      assertThat(run("verify", file.toString(), "--model", "register", "--html", "/no/such/x.html"))
          .isEqualTo(Exit.UNWRITABLE.code());
    }

    @Test
    @DisplayName("a wrong model or consistency is answered with the nearest")
    void wrongNames() throws IOException {
      assertThat(run("verify", "x", "--model", "registre")).isEqualTo(64);
      assertThat(err.toString()).contains("did you mean 'register'?");
      assertThat(verify(written("1"), "--consistency", "linearisable")).isEqualTo(64);
      assertThat(err.toString()).contains("did you mean 'linearizable'?");
    }
  }

  @Test
  @DisplayName("a site goes into a folder, and is served at a port")
  void site(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(run("site", "--out", file.toString())).isEqualTo(Exit.UNWRITABLE.code());
    assertThat(err.toString()).contains("is no folder");
    assertThat(run("--port", "0")).isEqualTo(Exit.USAGE.code());
  }

  @Test
  @DisplayName("a mutant is caught and told as a story")
  void mutant() {
    assertThat(run("mutants", "paxos/counts-half-as-majority")).isEqualTo(Exit.OK.code());
    assertThat(out.toString()).contains("agreement breaks in", "broken: agreement");
    assertThat(run("mutants", "paxos/no-such")).isEqualTo(Exit.USAGE.code());
    assertThat(run("mutants", "--trace")).isEqualTo(Exit.USAGE.code());
  }
}
