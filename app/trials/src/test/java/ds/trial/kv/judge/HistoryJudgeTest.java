package ds.trial.kv.judge;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.history.History;
import ds.trial.kv.judge.CellsModel.Ask;
import ds.trial.kv.judge.CellsModel.Cell;
import ds.trial.kv.judge.CellsModel.Edit;
import ds.trial.kv.judge.CellsModel.Guard;
import ds.trial.kv.judge.CellsModel.Told;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Histories by hand: honest ones pass, and each way of being wrong is caught.
class HistoryJudgeTest {

  private final HistoryJudge judge =
      new HistoryJudge(new HistoryJudge.Kind("keys", "They are kept.", 2), new Moments(0));
  private final History.Recorder<Ask, Told> recorder = History.recorder();
  private long now;

  @Test
  void whatOneCopyWouldAnswerPasses() {
    put("a", "x", "a.1", 5);
    get("b", 6, cell("a.1", 5, 1));
    put("a", "x", "a.2", 7);
    get("b", 7, cell("a.2", 7, 2));
    assertThat(ruling()).isEqualTo(new Ruling.Pass());
  }

  @Test
  void aLostWriteIsCaughtWithThoseWhoSawIt() {
    put("a", "x", "a.1", 5);
    put("a", "x", "a.2", 6);
    get("b", 6, cell("a.1", 5, 1));
    assertThat(witness()).contains("b [", "saw x = \"a.1\" of revision 5", "In the group g");
  }

  @Test
  void aWriteWithoutAnAnswerMayBeSeenLateOrNever() {
    int lost = invoke("a", edit("x", Optional.of("a.1")));
    recorder.unknown(lost, now);
    get("b", 5, Optional.empty());
    get("b", 6, cell("a.1", 6, 1));
    assertThat(ruling()).isEqualTo(new Ruling.Pass());
  }

  @Test
  void aWriteWithoutAnAnswerThatIsSeenCannotBeUndone() {
    int lost = invoke("a", edit("x", Optional.of("a.1")));
    recorder.unknown(lost, now);
    get("b", 6, cell("a.1", 6, 1));
    get("b", 6, Optional.empty());
    assertThat(witness()).contains("saw x missing");
  }

  @Test
  void aVersionThatSkipsAWriteIsCaught() {
    put("a", "x", "a.1", 5);
    get("b", 5, cell("a.1", 5, 2));
    assertThat(witness()).contains("version 2");
  }

  @Test
  void revisionsOfOneKeyGrowInTheOrderOfItsWrites() {
    put("a", "x", "a.1", 5);
    put("b", "x", "b.1", 4);
    get("c", 5, cell("b.1", 4, 2));
    assertThat(witness()).contains("revision 4");
  }

  @Test
  void twoMayNotSwapTheSameValue() {
    put("a", "x", "a.1", 5);
    swap("a", "a.1", "a.2", 6, true);
    swap("b", "a.1", "b.1", 7, true);
    get("c", 7, cell("b.1", 7, 3));
    assertThat(witness()).contains("if x is \"a.1\": put x \"b.1\"");
  }

  @Test
  void aTransactionThatIsHalfDoneIsCaught() {
    var both =
        new Ask(
            "g",
            List.of(),
            List.of(new Edit("x", Optional.of("a.1")), new Edit("y", Optional.of("a.2"))));
    recorder.ok(invoke("a", both), new Told(true, 5, new TreeMap<>()), ++now);
    SortedMap<String, Optional<Cell>> seen = new TreeMap<>();
    seen.put("x", cell("a.1", 5, 1));
    seen.put("y", Optional.empty());
    recorder.ok(invoke("b", read()), new Told(true, 5, seen), ++now);
    assertThat(witness()).contains("y missing");
  }

  @Test
  void tooFewOperationsAreNoPass() {
    get("a", 1, Optional.empty());
    assertThat(ruling()).isInstanceOf(Ruling.Unknown.class);
  }

  private void put(String process, String key, String value, long revision) {
    var told = new Told(true, revision, new TreeMap<>());
    recorder.ok(invoke(process, edit(key, Optional.of(value))), told, ++now);
  }

  private void get(String process, long revision, Optional<Cell> cell) {
    SortedMap<String, Optional<Cell>> seen = new TreeMap<>();
    seen.put("x", cell);
    recorder.ok(invoke(process, read()), new Told(true, revision, seen), ++now);
  }

  private void swap(String process, String from, String to, long revision, boolean isHeld) {
    var guard = new Guard("x", Optional.of(from), Cell.UNSEEN);
    var ask = new Ask("g", List.of(guard), List.of(new Edit("x", Optional.of(to))));
    recorder.ok(invoke(process, ask), new Told(isHeld, revision, new TreeMap<>()), ++now);
  }

  private int invoke(String process, Ask ask) {
    return recorder.invoke(process, ask, ++now);
  }

  private static Ask edit(String key, Optional<String> value) {
    return new Ask("g", List.of(), List.of(new Edit(key, value)));
  }

  private static Ask read() {
    return new Ask("g", List.of(), List.of());
  }

  private static Optional<Cell> cell(String value, long modified, long version) {
    return Optional.of(new Cell(value, modified, version));
  }

  private Ruling ruling() {
    judge.judge(recorder.history());
    return judge.judgement().ruling();
  }

  private String witness() {
    return ((Ruling.Fail) ruling()).witness();
  }
}
