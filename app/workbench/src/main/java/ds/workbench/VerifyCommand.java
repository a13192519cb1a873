package ds.workbench;

import ds.lab.history.Consistency;
import ds.lab.history.check.Bounds;
import ds.lab.history.format.Vocabulary;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.verify.Amount;
import ds.workbench.verify.Judgement;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Judges what clients saw of a system.
@Command(
    name = "verify",
    description = {
      "Judge the history in FILE: could one copy of the object, taking one operation at a time,",
      "have given these answers? JSON lines, key-value logs and Jepsen logs are read; the format",
      "is found out from the first line. 'reference/histories.md' describes it.",
    },
    footerHeading = "%n",
    footer = {
      "Ends with 0 if the history is as claimed, with 1 if not, with 2 if nobody can tell within",
      "the bounds, with 65 if the file is malformed.",
      "",
      "Examples:",
      "  ./ds verify history.jsonl --model kv",
      "  ./ds verify history.jsonl --model kv --html timeline.html",
      "  ./ds verify etcd.log --model register --consistency sequential",
      "  ./ds verify history.jsonl --model queue --memory 4g --time 10m",
    })
final class VerifyCommand implements Callable<Integer> {

  /// A search that grows beyond what is left of the heap would end in an error, not in a verdict.
  private static final double SHARE_OF_HEAP_MAX = 0.7;

  /// The names that a shell offers.
  static final class ModelNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return models().iterator();
    }
  }

  /// The names that a shell offers.
  static final class ConsistencyNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return consistencies().iterator();
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The history, one event on a line.")
  private Path file;

  @Option(
      names = "--model",
      paramLabel = "M",
      required = true,
      completionCandidates = ModelNames.class,
      description = "The object that was used: ${COMPLETION-CANDIDATES}.")
  private String model;

  @Option(
      names = "--consistency",
      paramLabel = "C",
      defaultValue = "linearizable",
      completionCandidates = ConsistencyNames.class,
      description = "What is claimed: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private String consistency;

  @Option(
      names = "--whole",
      description = "Judge all keys or locks at once instead of one by one: same verdict, slower.")
  private boolean whole;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Draw the history, the legal order and the culprit as a page of its own.")
  private @Nullable Path html;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "1g",
      converter = Amount.Bytes.class,
      description = "What the search may hold (${DEFAULT-VALUE}); then the verdict is unknown.")
  private long bytesMax;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = Amount.Nanos.class,
      description = "How long the search may take (${DEFAULT-VALUE}); then it is unknown, too.")
  private long nanosMax;

  @Override
  public Integer call() {
    return judge(vocabulary(), consistency()).code();
  }

  private <S, I, O> Exit judge(Vocabulary<S, I, O> vocabulary, Consistency claimed) {
    boolean isWhole = whole && claimed == Consistency.LINEARIZABLE;
    var judgement = new Judgement<>(isWhole ? vocabulary.whole() : vocabulary, claimed, bounds());
    return judgement.of(file, Optional.ofNullable(html), spec.commandLine().getOut());
  }

  private Bounds bounds() {
    long heap = (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP_MAX);
    long end = System.nanoTime() + nanosMax;
    return Bounds.USUAL
        .withBytes(Math.min(bytesMax, heap))
        .until(() -> System.nanoTime() - end > 0);
  }

  private Vocabulary<?, ?, ?> vocabulary() {
    return Vocabulary.all().stream()
        .filter(it -> it.name().equals(model))
        .findFirst()
        .orElseThrow(() -> Complaint.unknown("model", model, models()));
  }

  private Consistency consistency() {
    return Stream.of(Consistency.values())
        .filter(it -> name(it).equals(consistency))
        .findFirst()
        .orElseThrow(() -> Complaint.unknown("consistency", consistency, consistencies()));
  }

  private static List<String> models() {
    return Vocabulary.all().stream().map(it -> it.name()).toList();
  }

  private static List<String> consistencies() {
    return Stream.of(Consistency.values()).map(VerifyCommand::name).toList();
  }

  private static String name(Consistency consistency) {
    return consistency.name().toLowerCase(Locale.ROOT);
  }
}
