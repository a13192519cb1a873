package ds.system.kv.front.service;

import com.google.protobuf.UnsafeByteOperations;
import ds.system.kv.api.etcdserverpb.SnapshotRequest;
import ds.system.kv.api.etcdserverpb.SnapshotResponse;
import ds.system.kv.front.rpc.Statuses;
import ds.system.kv.snapshot.SnapshotFormat;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a snapshot as fast as the client reads it, a piece at a time, and then its SHA-256, so
/// that whoever restores it can tell whether it is whole.
///
/// Zeros stand between the last piece and the hash, so that all before the hash is a number of
/// whole pages: by the length alone etcdctl tells whether a file ends with a hash.
final class SnapshotStream {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotStream.class);

  private final ServerCall<SnapshotRequest, SnapshotResponse> call;
  private final Supplier<Iterator<byte[]>> begin;
  private final Executor slow;
  private final MessageDigest digest = SnapshotFormat.hash();

  /// Signs that there is room which nobody has looked at yet; whoever counts the first one sends.
  private final AtomicInteger signs = new AtomicInteger();

  /// What is thought to be left. It is not known before all was written, so it is never 0 before.
  private long remainingBytes;

  private Optional<Iterator<byte[]>> begun = Optional.empty();
  private long sentBytes;
  private boolean over;

  /// @param begin called once, where it holds up nobody
  SnapshotStream(
      ServerCall<SnapshotRequest, SnapshotResponse> call,
      Supplier<Iterator<byte[]>> begin,
      long bytes,
      Executor slow) {
    this.call = call;
    this.begin = begin;
    this.remainingBytes = bytes;
    this.slow = slow;
  }

  /// There may be room for more.
  void resume() {
    if (signs.getAndIncrement() == 0) {
      try {
        slow.execute(this::send);
      } catch (RejectedExecutionException e) {
        call.close(Statuses.TOO_MANY_REQUESTS, new Metadata());
      }
    }
  }

  private void send() {
    int seen;
    do {
      seen = signs.get();
      while (!over && !call.isCancelled() && call.isReady()) {
        try {
          sendNext(pieces());
        } catch (RuntimeException e) {
          LOG.error("a snapshot could not be sent", e);
          over = true;
          call.close(Statuses.UNANSWERED, new Metadata());
        }
      }
    } while (signs.addAndGet(-seen) > 0);
  }

  private Iterator<byte[]> pieces() {
    if (begun.isEmpty()) {
      begun = Optional.of(begin.get());
      call.sendHeaders(new Metadata());
    }
    return begun.get();
  }

  private void sendNext(Iterator<byte[]> pieces) {
    if (pieces.hasNext()) {
      send(pieces.next());
    } else {
      over = true;
      send(new byte[Math.floorMod(-sentBytes, SnapshotFormat.PAGE_BYTES)]);
      call.sendMessage(message(digest.digest(), 0));
      call.close(Status.OK, new Metadata());
    }
  }

  private void send(byte[] piece) {
    digest.update(piece);
    sentBytes += piece.length;
    remainingBytes = Math.max(1, remainingBytes - piece.length);
    call.sendMessage(message(piece, remainingBytes));
  }

  private static SnapshotResponse message(byte[] blob, long remaining) {
    return SnapshotResponse.newBuilder()
        .setRemainingBytes(remaining)
        .setBlob(UnsafeByteOperations.unsafeWrap(blob))
        .build();
  }
}
