package ds.trial.kv.workload;

import ds.lab.history.History;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.PutResponse;
import ds.trial.kv.client.Endpoints;
import ds.trial.kv.client.Outcome.Done;
import ds.trial.kv.judge.CellsModel.Ask;
import ds.trial.kv.judge.CellsModel.Told;
import ds.trial.kv.judge.HistoryJudge;
import ds.trial.kv.judge.Judgement;
import ds.trial.kv.judge.Moments;
import ds.trial.kv.judge.Ruling;
import ds.trial.kv.stage.Caller;
import ds.trial.kv.stage.Court;
import ds.trial.kv.stage.Pulse;
import ds.trial.kv.stage.Rounds;
import ds.trial.kv.stage.Settings;
import ds.trial.kv.stage.Stage;
import ds.trial.kv.workload.LockPlayer.Prize;
import ds.trial.kv.workload.RegisterPlayer.Habit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// All clients of a trial. Members may die while they run; the clients go on with others.
public final class Workloads implements AutoCloseable {

  private static final int PLACES = 2;
  private static final int PLAYERS_PER_PLACE = 4;
  private static final int KEYS_OF_TRANSACTIONS = 4;
  private static final int WATCHES = 4;
  private static final int LEASES = 4;
  private static final int CONTENDERS = 3;

  /// Histories that wait for their judge. A client that would make them more judges one itself.
  private static final int WAITING_MAX = 1_000;

  private static final Duration LOOK = Duration.ofMillis(200);

  /// For what is under way when clients are stopped: some calls one after the other.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Stage stage;
  private final Crowd crowd;

  /// Stopped after the others: watchers have to be told of the last write.
  private final Crowd watchers;

  private final Stage watching;
  private final ExecutorService judging =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_MAX),
          Thread.ofPlatform().daemon().name("judge").factory(),
          new ThreadPoolExecutor.CallerRunsPolicy());

  private Workloads(Endpoints endpoints, Settings settings) {
    var pulse = new Pulse(System.nanoTime());
    var court = Court.of(new Moments(pulse.begin()));
    this.stage = new Stage(endpoints, settings, pulse, court);
    this.watching = new Stage(endpoints, settings, pulse, court);
    this.crowd = new Crowd(stage);
    this.watchers = new Crowd(watching);
  }

  /// Starts the clients. The cluster should answer already.
  public static Workloads start(Endpoints endpoints, Settings settings) {
    var workloads = new Workloads(endpoints, settings);
    for (int i = 0; i < settings.scale(); i++) {
      workloads.startAll();
    }
    for (int i = 0; i < endpoints.addresses().size(); i++) {
      workloads.crowd.start(new LocalPlayer(workloads.stage, workloads.caller("s", i)));
    }
    workloads.crowd.start(new Compactor(workloads.stage, workloads.caller("c", 0)));
    return workloads;
  }

  private void startAll() {
    Court court = stage.court();
    for (int i = 0; i < WATCHES; i++) {
      startWatch("w" + watchers.size(), 1);
    }
    for (int i = 0; i < PLACES; i++) {
      startRounds("register", 1, court.registers(), Habit.REGISTER);
      startRounds("swap", 1, court.swaps(), Habit.SWAP);
      startRounds("transaction", KEYS_OF_TRANSACTIONS, court.transactions(), Habit.TRANSACTION);
    }
    for (int i = 0; i < LEASES; i++) {
      int number = crowd.size();
      crowd.start(new LeasePlayer(stage, caller("l", number), stage.random(number)));
    }
    String place = "-" + crowd.size();
    for (int i = 0; i < CONTENDERS; i++) {
      startContender(Prize.LOCK, "lock" + place);
      startContender(Prize.ELECTION, "election" + place);
    }
  }

  private void startWatch(String name, long from) {
    int number = watchers.size();
    var watch = stage.court().watches().watch(name, from);
    watchers.start(
        new WatchPlayer(watching, caller("w", number), watch, stage.random(-1 - number)));
  }

  private void startRounds(String name, int keys, HistoryJudge judge, Habit habit) {
    Consumer<History<Ask, Told>> judged = history -> judging.execute(() -> judge.judge(history));
    var rounds = new Rounds(stage.root() + name + "-" + crowd.size() + "-", keys, judged);
    for (int i = 0; i < PLAYERS_PER_PLACE; i++) {
      int number = crowd.size();
      Caller caller = caller("r", number);
      crowd.start(new RegisterPlayer(stage, caller, rounds, habit, stage.random(number)));
    }
  }

  private void startContender(Prize prize, String name) {
    int number = crowd.size();
    Caller caller = caller("k", number);
    crowd.start(new LockPlayer(stage, caller, prize, name, stage.random(number)));
  }

  /// @param number also says which member it begins with
  private Caller caller(String kind, int number) {
    return stage.caller(kind + number, number);
  }

  /// What they have done so far, second by second.
  public Pulse pulse() {
    return stage.pulse();
  }

  /// Stops the clients, watches the past once more, writes for the last time, and asks the judges.
  /// All members but a minority have to be up and free of faults.
  ///
  /// @param patience for what the cluster still owes, such as events to watches
  public List<Judgement> finish(Duration patience) {
    boolean haveStopped = crowd.stop(GRACE);
    stage.pulse().closeGap(System.nanoTime());
    startWatch("a watch of what is stored in the end", stage.court().watches().oldest());
    OptionalLong last = lastWrite(patience);
    last.ifPresent(revision -> awaitWatches(revision, patience));
    haveStopped &= watchers.stop(GRACE);
    judging.shutdown();
    haveStopped &= haveJudged();
    return judgements(last, haveStopped, patience);
  }

  /// What all watches have to be told of in the end.
  ///
  /// @return its revision
  private OptionalLong lastWrite(Duration patience) {
    var request =
        PutRequest.newBuilder()
            .setKey(Caller.bytes(stage.root() + "last"))
            .setValue(Caller.bytes("the last write of the trial"))
            .build();
    long until = System.nanoTime() + patience.toNanos();
    try (Caller caller = caller("z", 0)) {
      while (System.nanoTime() < until) {
        var call = caller.call(KVGrpc.getPutMethod(), request, Pulse.End.WRITTEN);
        if (call.outcome() instanceof Done<PutResponse>(var answer)) {
          return OptionalLong.of(answer.getHeader().getRevision());
        }
        watching.pause(LOOK);
      }
    }
    return OptionalLong.empty();
  }

  private void awaitWatches(long revision, Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    while (!stage.court().watches().hasTold(revision) && System.nanoTime() < until) {
      watching.pause(LOOK);
    }
  }

  private boolean haveJudged() {
    try {
      return judging.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<Judgement> judgements(OptionalLong last, boolean haveStopped, Duration patience) {
    Court court = stage.court();
    List<Judgement> all = new ArrayList<>();
    all.add(court.registers().judgement());
    all.add(court.swaps().judgement());
    all.add(court.transactions().judgement());
    all.add(court.revisions().judgement());
    all.add(court.watches().judgement(last));
    all.add(court.leases().judgement());
    all.add(court.locks().judgement());
    all.add(recovery(last, haveStopped, patience));
    return all;
  }

  private Judgement recovery(OptionalLong last, boolean haveStopped, Duration patience) {
    SequencedMap<String, Long> numbers = new LinkedHashMap<>();
    for (Pulse.End end : Pulse.End.values()) {
      numbers.put(end.words(), pulse().total(end));
    }
    List<String> defects = new ArrayList<>(stage.failures());
    defects.addAll(watching.failures());
    Ruling ruling = new Ruling.Pass();
    if (last.isEmpty()) {
      ruling =
          new Ruling.Fail(
              "When all faults were over, no write was acknowledged in "
                  + Moments.span(patience.toNanos())
                  + ".");
    } else if (!defects.isEmpty()) {
      ruling = new Ruling.Unknown("clients failed by themselves: " + String.join("; ", defects));
    } else if (!haveStopped) {
      ruling = new Ruling.Unknown("clients or judges did not come to an end");
    }
    return new Judgement(
        "recovery", "When all faults are over, the cluster takes writes again.", ruling, numbers);
  }

  /// Stops the clients without a word.
  @Override
  public void close() {
    stage.stop();
    watching.stop();
    judging.shutdownNow();
  }
}
