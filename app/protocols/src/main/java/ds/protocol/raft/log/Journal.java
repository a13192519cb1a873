package ds.protocol.raft.log;

import ds.core.Check;
import ds.core.Context;
import ds.core.Durable;
import ds.protocol.raft.log.RaftRecord.Appended;
import ds.protocol.raft.log.RaftRecord.Checkpoint;
import ds.protocol.raft.log.RaftRecord.TermAndVote;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// What is on a server's disk, in the order in which it was written.
///
/// The log itself is written as suffixes: appending costs as much as what is appended. To know how
/// many records a checkpoint must leave standing, the journal remembers in which record each part
/// of the log is.
public final class Journal {

  /// The log from index `first` up to the next mark is in this record.
  private record Mark(long first, long record) {}

  private long recordsWritten;
  private final List<Mark> marks = new ArrayList<>();

  /// Writes a record; whatever is sent after this leaves when the record is durable.
  public void persist(RaftRecord record, Context<?> context) {
    context.persist(record);
    count(record);
  }

  /// Writes what the log has taken in since the last time, as one record.
  public void persist(RaftLog log, Context<?> context) {
    if (log.hasUnwritten()) {
      persist(log.takeUnwritten(), context);
    }
  }

  private void count(RaftRecord record) {
    if (record instanceof Appended appended) {
      long first = appended.first().number();
      while (!marks.isEmpty() && marks.getLast().first() >= first) {
        marks.removeLast();
      }
      marks.add(new Mark(first, recordsWritten));
    }
    recordsWritten++;
  }

  /// Replaces the log up to the snapshot's end by a snapshot that is made of it: nobody needs to
  /// wait for that.
  ///
  /// The records that hold the rest of the log stay. The first of them may begin before the
  /// snapshot's end, and older terms and votes may stand between them: recovery passes over both.
  public void compact(
      Checkpoint checkpoint, Iterable<Durable> pieces, RaftLog log, Context<?> context) {
    int keep = recordsFrom(checkpoint.snapshot().last().index().number() + 1, log);
    context.compact(() -> new Opened(checkpoint, pieces.iterator()), keep);
    long firstKept = recordsWritten - keep;
    marks.removeIf(mark -> mark.record() < firstKept);
  }

  /// Replaces all there was by a leader's snapshot; what is sent after it waits until that is
  /// durable.
  public void replace(Checkpoint checkpoint, Iterable<Durable> pieces, Context<?> context) {
    context.checkpoint(() -> new Opened(checkpoint, pieces.iterator()), 0);
    marks.clear();
  }

  private int recordsFrom(long index, RaftLog log) {
    Check.that(!log.hasUnwritten(), "a checkpoint follows what was appended before it");
    if (index > log.lastIndex()) {
      return 0;
    }
    int i = marks.size() - 1;
    while (marks.get(i).first() > index) {
      i--;
    }
    return Math.toIntExact(recordsWritten - marks.get(i).record());
  }

  /// Brings back log, application, term and vote from what is left on disk.
  public TermAndVote recover(
      Iterable<? extends Durable> recovered, RaftLog log, Application application) {
    Reader reader = new Reader(recovered.iterator());
    TermAndVote atCheckpoint = TermAndVote.NONE;
    TermAndVote last = TermAndVote.NONE;
    while (reader.hasNext()) {
      switch (reader.nextRecord()) {
        case Checkpoint(var termAndVote, var snapshot) -> {
          Check.that(recordsWritten == 0, "a checkpoint is the first record");
          atCheckpoint = termAndVote;
          last = termAndVote;
          log.startAfter(snapshot);
          application.restore(reader::pieces);
          reader.skipPieces();
        }
        case TermAndVote termAndVote -> {
          count(termAndVote);
          last = termAndVote;
        }
        case Appended appended -> {
          count(appended);
          log.replay(appended);
        }
      }
    }
    Check.that(!atCheckpoint.term().isAfter(last.term()), "terms never decrease");
    return last;
  }

  /// A checkpoint's opening record and then its pieces.
  private static final class Opened implements Iterator<Durable> {

    private final Checkpoint opening;
    private final Iterator<Durable> pieces;
    private boolean opened;

    Opened(Checkpoint opening, Iterator<Durable> pieces) {
      this.opening = opening;
      this.pieces = pieces;
    }

    @Override
    public boolean hasNext() {
      return !opened || pieces.hasNext();
    }

    @Override
    public Durable next() {
      if (opened) {
        return pieces.next();
      }
      opened = true;
      return opening;
    }
  }

  /// Reads records, and between them the application's pieces, which end where a record begins.
  private static final class Reader {

    private final Iterator<? extends Durable> source;
    private Optional<Durable> head = Optional.empty();

    Reader(Iterator<? extends Durable> source) {
      this.source = source;
      advance();
    }

    private void advance() {
      head = source.hasNext() ? Optional.of(source.next()) : Optional.empty();
    }

    boolean hasNext() {
      return head.isPresent();
    }

    RaftRecord nextRecord() {
      if (head.orElseThrow() instanceof RaftRecord record) {
        advance();
        return record;
      }
      throw new IllegalStateException("pieces of a snapshot follow its checkpoint");
    }

    boolean hasPiece() {
      return head.isPresent() && !(head.get() instanceof RaftRecord);
    }

    void skipPieces() {
      while (hasPiece()) {
        advance();
      }
    }

    /// Taken straight from the disk, one at a time.
    Iterator<Durable> pieces() {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return hasPiece();
        }

        @Override
        public Durable next() {
          if (!hasPiece()) {
            throw new NoSuchElementException();
          }
          Durable piece = head.orElseThrow();
          advance();
          return piece;
        }
      };
    }
  }
}
