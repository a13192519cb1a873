package ds.runtime.journal.log;

import java.io.IOException;

/// Is shown the records of a log, in the order in which they stand there.
@FunctionalInterface
public interface RecordVisitor {

  /// @param place where the record is, for a [LogReader]
  /// @param length of its payload
  void record(int stream, long sequence, long place, int length) throws IOException;
}
