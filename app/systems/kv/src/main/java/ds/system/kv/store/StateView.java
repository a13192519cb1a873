package ds.system.kv.store;

import ds.core.Durable;
import ds.protocol.rsm.state.PersistentMap;
import ds.system.kv.auth.Rules;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.store.versions.Frozen;
import ds.system.kv.store.versions.Store;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// The replicated state as it was at one moment: a snapshot, which costs nothing to take.
///
/// It can be read at leisure and on another thread, while the state goes on. What it holds depends
/// on what can be read of the state only, not on how far the sweeping after a compaction has come.
public final class StateView implements Iterable<Durable> {

  /// A piece is the unit in which a snapshot travels; a value may be larger.
  private static final int PIECE_BYTES = 32 * 1_024;

  private static final int LEASES_PER_PIECE = 1_024;

  private final long revision;
  private final long compacted;
  private final Frozen keys;
  private final PersistentMap<Long, Long> leases;
  private final List<Alarm> alarms;
  private final Rules rules;

  StateView(Store store, PersistentMap<Long, Long> leases, List<Alarm> alarms, Rules rules) {
    this.revision = store.revision();
    this.compacted = store.compacted();
    this.keys = store.freeze();
    this.leases = leases;
    this.alarms = alarms;
    this.rules = rules;
  }

  public long revision() {
    return revision;
  }

  /// The oldest revision that can be read; -1 if there was no compaction.
  public long compacted() {
    return compacted;
  }

  /// A number that members with the same keys have in common, and others hardly ever: over all
  /// versions up to a revision that can be read.
  public int hash(long upTo) {
    var hash = new StateHash();
    for (KeyValue version : keys) {
      if (version.modified() <= upTo) {
        hash.add(version);
      }
    }
    return hash.value();
  }

  @Override
  public Iterator<Durable> iterator() {
    return new Pieces();
  }

  private final class Pieces implements Iterator<Durable> {
    private final Iterator<PersistentMap.Entry<Long, Long>> restOfLeases = leases.iterator();
    private final Iterator<Rules> restOfRules = rules.parts(PIECE_BYTES).iterator();
    private final Iterator<KeyValue> restOfVersions = keys.iterator();
    private long versionCount;

    /// The kinds of pieces, in the order in which they come.
    private enum Stage {
      HEAD,
      LEASES,
      RULES,
      MORE_RULES,
      KEYS,
      OVER
    }

    private Stage stage = Stage.HEAD;

    @Override
    public boolean hasNext() {
      return stage != Stage.OVER;
    }

    @Override
    public Durable next() {
      return switch (stage) {
        case HEAD -> then(Stage.LEASES, new StatePiece.Head(revision, compacted));
        case LEASES -> restOfLeases.hasNext() ? leases() : then(Stage.RULES, alarms());
        case RULES -> rules(new StatePiece.RulesPiece(restOfRules.next()));
        case MORE_RULES -> rules(new StatePiece.MoreRulesPiece(restOfRules.next()));
        case KEYS -> restOfVersions.hasNext() ? keys() : then(Stage.OVER, end());
        case OVER -> throw new NoSuchElementException("there are no more pieces");
      };
    }

    private Durable then(Stage next, Durable piece) {
      stage = next;
      return piece;
    }

    private Durable leases() {
      List<StatePiece.Lease> some = new ArrayList<>();
      while (some.size() < LEASES_PER_PIECE && restOfLeases.hasNext()) {
        var lease = restOfLeases.next();
        some.add(new StatePiece.Lease(lease.key(), lease.value()));
      }
      return new StatePiece.LeasePiece(some);
    }

    private Durable alarms() {
      return new StatePiece.AlarmPiece(alarms);
    }

    private Durable rules(StatePiece piece) {
      return then(restOfRules.hasNext() ? Stage.MORE_RULES : Stage.KEYS, piece);
    }

    private Durable keys() {
      List<KeyValue> some = new ArrayList<>();
      for (int size = 0; size < PIECE_BYTES && restOfVersions.hasNext(); ) {
        KeyValue version = restOfVersions.next();
        size += version.size();
        some.add(version);
      }
      versionCount += some.size();
      return new StatePiece.KeyPiece(some);
    }

    private Durable end() {
      return new StatePiece.End(versionCount);
    }
  }
}
