package ds.lab.history.check;

import ds.lab.history.Model;
import ds.lab.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The answered operations of a search, and which of them overlap.
///
/// An operation is known by its *rank*, its place in the order of the answers. Those not placed yet
/// form a ring in the order of invocation, so that all that may come next stand at its front. To
/// take one out and to put it back costs the same however long the history is, provided that what
/// was taken out last is put back first (Lowe's lifting).
final class Overlap<I, O> {

  private final List<Operation<I, O>> operations;
  private final int[] invoked;
  private final int[] returned;
  private final int[] kinds;
  private final int[] slots;
  private final int[] twins;
  private final boolean[] reads;
  private final boolean[] placed;
  private final int[] before;
  private final int[] after;

  /// The entry of the ring that is no operation, behind the last and before the first.
  private final int end;

  private int slotCount;

  /// @param called answered operations in the order of invocation
  Overlap(Model<?, I, O> model, Transitions<?, I, O> transitions, List<Operation<I, O>> called) {
    this.end = called.size();
    this.operations = new ArrayList<>(end);
    this.invoked = new int[end];
    this.returned = new int[end];
    this.kinds = new int[end];
    this.slots = new int[end];
    this.twins = new int[end];
    this.reads = new boolean[end];
    this.placed = new boolean[end];
    this.before = new int[end + 1];
    this.after = new int[end + 1];
    int[] ranks = rank(called);
    for (int rank = 0; rank < end; rank++) {
      Operation<I, O> operation = operations.get(rank);
      invoked[rank] = operation.span().invoked();
      returned[rank] = operation.span().returned();
      kinds[rank] = transitions.kind(operation);
      reads[rank] = model.onlyReads(operation);
    }
    findTwins();
    closeRing(ranks);
    assignSlots(ranks);
  }

  /// How many operations there are, and the entry where the ring ends.
  int end() {
    return end;
  }

  Operation<I, O> operation(int rank) {
    return operations.get(rank);
  }

  int invoked(int rank) {
    return invoked[rank];
  }

  int returned(int rank) {
    return returned[rank];
  }

  int kind(int rank) {
    return kinds[rank];
  }

  boolean reads(int rank) {
    return reads[rank];
  }

  boolean isPlaced(int rank) {
    return placed[rank];
  }

  /// The unplaced operation that was called next after this one, or [#end]; after `end`, the one
  /// that was called first.
  int after(int rank) {
    return after[rank];
  }

  /// A number that no operation shares with one that it overlaps.
  int slot(int rank) {
    return slots[rank];
  }

  int slotCount() {
    return slotCount;
  }

  /// Whether an equal operation that returned earlier is not placed yet, though called by `now`.
  boolean yieldsToTwin(int rank, int now) {
    int twin = twins[rank];
    return twin != end && !placed[twin] && invoked[twin] < now;
  }

  void place(int rank) {
    placed[rank] = true;
    after[before[rank]] = after[rank];
    before[after[rank]] = before[rank];
  }

  void takeBack(int rank) {
    placed[rank] = false;
    after[before[rank]] = rank;
    before[after[rank]] = rank;
  }

  /// Sorts the operations by their return, and tells the rank of each called one.
  private int[] rank(List<Operation<I, O>> called) {
    long[] byReturn = new long[end];
    for (int i = 0; i < end; i++) {
      byReturn[i] = (long) called.get(i).span().returned() << 32 | i;
    }
    Arrays.sort(byReturn);
    int[] ranks = new int[end];
    for (int rank = 0; rank < end; rank++) {
      int place = (int) byReturn[rank];
      operations.add(called.get(place));
      ranks[place] = rank;
    }
    return ranks;
  }

  private void findTwins() {
    Map<Integer, Integer> latest = new HashMap<>();
    for (int rank = 0; rank < end; rank++) {
      Integer twin = latest.put(kinds[rank], rank);
      twins[rank] = twin == null ? end : twin;
    }
  }

  private void closeRing(int[] ranks) {
    int last = end;
    for (int rank : ranks) {
      after[last] = rank;
      before[rank] = last;
      last = rank;
    }
    after[last] = end;
    before[end] = last;
  }

  private void assignSlots(int[] ranks) {
    int[] free = new int[end];
    int freeCount = 0;
    int gone = 0;
    for (int rank : ranks) {
      for (; returned[gone] < invoked[rank]; gone++) {
        free[freeCount++] = slots[gone];
      }
      slots[rank] = freeCount > 0 ? free[--freeCount] : slotCount++;
    }
  }
}
