package ds.trial.kv.load;

import ds.system.kv.api.etcdserverpb.KVGrpc;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// Calls whose requests are bytes already, and whose answers are told by their size.
final class Calls {

  static final MethodDescriptor<byte[], Integer> PUT = bare(KVGrpc.getPutMethod());
  static final MethodDescriptor<byte[], Integer> GET = bare(KVGrpc.getRangeMethod());

  private Calls() {}

  private static MethodDescriptor<byte[], Integer> bare(MethodDescriptor<?, ?> method) {
    return method.toBuilder(new Sent(), new Weighed()).build();
  }

  private static final class Sent implements Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] request) {
      return new Bytes(request);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("nobody sends a request to a client");
    }
  }

  private static final class Weighed implements Marshaller<Integer> {

    @Override
    public InputStream stream(Integer size) {
      throw new UnsupportedOperationException("a client sends no answers");
    }

    @Override
    public Integer parse(InputStream answer) {
      try {
        return answer.available(); // all of it: gRPC waits until a message is whole
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Bytes of which gRPC learns the number, and which it takes in one go.
  private static final class Bytes extends ByteArrayInputStream implements KnownLength, Drainable {

    private Bytes(byte[] all) {
      super(all);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      int size = available();
      target.write(buf, pos, size);
      pos = count;
      return size;
    }
  }
}
