package ds.lab.history.session;

import ds.lab.history.Accesses;
import ds.lab.history.Accesses.Access;
import ds.lab.history.Accesses.Blurred;
import ds.lab.history.Accesses.Read;
import ds.lab.history.Accesses.Write;
import ds.lab.history.History;
import ds.lab.history.Operation;
import ds.lab.history.Verdict;
import ds.lab.history.check.Bounds;
import ds.lab.history.session.VersionOrder.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether the writes to each key can be ordered so that no session goes back in time.
///
/// Every pair of accesses in a session that a guarantee binds says of two versions which one is
/// older. If that is free of cycles, an order exists and the guarantees are kept, under that order,
/// all together. A write of unknown outcome binds nobody until somebody has read it.
///
/// A read is traced to its write by the value. So where two writes of a key left the same value and
/// somebody read it, or where values are blurred by appends, the verdict is *unknown*, unless what
/// is certain contradicts itself already.
public final class SessionGuarantees<I, O> {

  private static final int BYTES_PER_RELATION = 160;

  private final Accesses<I, O> accesses;
  private final Set<Guarantee> guarantees;
  private final Bounds bounds;
  private final Map<Access, List<Operation<I, O>>> writers = new HashMap<>();
  private final Set<Access> seen = new HashSet<>();
  private final Set<String> blurred = new HashSet<>();
  private final Map<Session, Past<I, O>> pasts = new HashMap<>();
  private final VersionOrder<I, O> order = new VersionOrder<>();
  private Optional<String> doubt = Optional.empty();

  private SessionGuarantees(Accesses<I, O> accesses, Set<Guarantee> guarantees, Bounds bounds) {
    this.accesses = accesses;
    this.guarantees = guarantees;
    this.bounds = bounds;
  }

  /// @param accesses usually the model of the history
  /// @param guarantees those to be kept, all under one order of the writes
  public static <I, O> Verdict<I, O> check(
      Accesses<I, O> accesses, History<I, O> history, Set<Guarantee> guarantees, Bounds bounds) {
    return new SessionGuarantees<>(accesses, guarantees, bounds).run(history.operations());
  }

  private Verdict<I, O> run(List<Operation<I, O>> operations) {
    operations.forEach(this::collect);
    for (Operation<I, O> operation : operations) {
      for (Access access : accesses.accesses(operation)) {
        if (blurred.contains(access.key())) {
          doubt("the values of key " + access.key() + " do not tell who wrote them");
        } else if (access instanceof Read read) {
          List<Operation<I, O>> sources = sources(read);
          if (read.value().isPresent() && sources.isEmpty()) {
            String words = describe(operation) + " returns what nobody wrote.";
            return new Verdict.Fail<>(List.of(), operation, words);
          }
          read(operation, read, sources);
        } else if (access instanceof Write write) {
          write(operation, write);
        }
      }
      if ((long) order.size() * BYTES_PER_RELATION > bounds.bytesMax()) {
        return new Verdict.Unknown<>(
            "more than " + order.size() + " pairs of versions are related");
      }
    }
    List<Reason<I, O>> contradiction = order.contradiction();
    if (!contradiction.isEmpty()) {
      return failure(contradiction);
    }
    return doubt
        .<Verdict<I, O>>map(Verdict.Unknown::new)
        .orElseGet(() -> new Verdict.Pass<>(List.of()));
  }

  private void collect(Operation<I, O> operation) {
    for (Access access : accesses.accesses(operation)) {
      switch (access) {
        case Write write -> writers.computeIfAbsent(write, _ -> new ArrayList<>()).add(operation);
        case Read(var key, var value) -> value.ifPresent(v -> seen.add(new Write(key, v)));
        case Blurred(var key) -> blurred.add(key);
      }
    }
  }

  private List<Operation<I, O>> sources(Read read) {
    return read.value()
        .map(value -> writers.getOrDefault(new Write(read.key(), value), List.of()))
        .orElse(List.of());
  }

  private void read(Operation<I, O> operation, Read read, List<Operation<I, O>> sources) {
    if (sources.size() > 1) {
      doubt(describe(operation) + " may stem from " + sources.size() + " writes");
      return;
    }
    int version = sources.isEmpty() ? VersionOrder.INITIAL : sources.getFirst().id();
    Past<I, O> past = past(operation, read.key());
    past.written.forEach(
        (older, earlier) -> relate(older, version, Guarantee.READ_YOUR_WRITES, earlier, operation));
    past.read.forEach(
        (older, earlier) -> relate(older, version, Guarantee.MONOTONIC_READS, earlier, operation));
    if (guarantees.contains(Guarantee.MONOTONIC_READS)) {
      past.read.clear();
    }
    past.read.put(version, operation);
  }

  private void write(Operation<I, O> operation, Write write) {
    if (operation.isUnknown() && !seen.contains(write)) {
      return;
    }
    int version = operation.id();
    Past<I, O> past = past(operation, write.key());
    past.written.forEach(
        (older, earlier) -> relate(older, version, Guarantee.MONOTONIC_WRITES, earlier, operation));
    past.read.forEach((older, earlier) ->
        relate(older, version, Guarantee.WRITES_FOLLOW_READS, earlier, operation));
    if (!operation.isUnknown()) {
      if (guarantees.contains(Guarantee.MONOTONIC_WRITES)) {
        past.written.clear();
      }
      past.written.put(version, operation);
    }
  }

  private void relate(
      int older, int younger, Guarantee guarantee, Operation<I, O> earlier, Operation<I, O> later) {
    boolean isSameVersion = older == younger && guarantee != Guarantee.WRITES_FOLLOW_READS;
    if (guarantees.contains(guarantee) && older != VersionOrder.INITIAL && !isSameVersion) {
      order.add(older, younger, new Reason<>(guarantee, earlier, later));
    }
  }

  private Verdict<I, O> failure(List<Reason<I, O>> contradiction) {
    String story =
        contradiction.stream().map(this::describe).distinct().collect(Collectors.joining("; "));
    Operation<I, O> culprit =
        contradiction.stream()
            .map(Reason::later)
            .max(Comparator.comparingInt(Operation::id))
            .orElseThrow();
    return new Verdict.Fail<>(List.of(), culprit, story + ". No order of the writes fits.");
  }

  private String describe(Reason<I, O> reason) {
    return reason.later().process()
        + " expects "
        + reason.guarantee()
        + ": "
        + accesses.describe(reason.earlier())
        + ", then "
        + accesses.describe(reason.later());
  }

  private String describe(Operation<I, O> operation) {
    return accesses.describe(operation) + " of " + operation.process();
  }

  private void doubt(String reason) {
    doubt = doubt.or(() -> Optional.of(reason));
  }

  private Past<I, O> past(Operation<I, O> operation, String key) {
    return pasts.computeIfAbsent(new Session(operation.process(), key), _ -> new Past<>());
  }

  private record Session(String process, String key) {}

  /// The versions of a key that a session has to do with, each with the operation that did it.
  private static final class Past<I, O> {

    private final Map<Integer, Operation<I, O>> written = new LinkedHashMap<>();
    private final Map<Integer, Operation<I, O>> read = new LinkedHashMap<>();
  }
}
