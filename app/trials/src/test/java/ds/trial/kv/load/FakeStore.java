package ds.trial.kv.load;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.PutResponse;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.RangeResponse;
import ds.system.kv.api.mvccpb.KeyValue;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/// A server of the API in this process, which answers when it is told to.
final class FakeStore extends KVGrpc.KVImplBase implements AutoCloseable {

  /// A put that nobody has answered.
  record Pending(PutRequest request, StreamObserver<PutResponse> answer) {

    void succeed() {
      answer.onNext(PutResponse.getDefaultInstance());
      answer.onCompleted();
    }

    void fail(Status status) {
      answer.onError(status.asRuntimeException());
    }
  }

  final Map<String, ByteString> values = new ConcurrentHashMap<>();
  final LinkedBlockingQueue<Pending> pending = new LinkedBlockingQueue<>();

  private final boolean answersPuts;
  private final Server server;

  FakeStore(boolean answersPuts) throws IOException {
    this.answersPuts = answersPuts;
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = NettyServerBuilder.forAddress(address).addService(this).build().start();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
  }

  List<InetSocketAddress> addresses() {
    return List.of(address());
  }

  @Override
  public void put(PutRequest request, StreamObserver<PutResponse> answer) {
    var put = new Pending(request, answer);
    if (answersPuts) {
      values.merge(request.getKey().toStringUtf8(), request.getValue(), (_, _) -> ByteString.EMPTY);
      put.succeed();
    } else {
      pending.add(put);
    }
  }

  @Override
  public void range(RangeRequest request, StreamObserver<RangeResponse> answer) {
    var response = RangeResponse.newBuilder();
    ByteString value = values.get(request.getKey().toStringUtf8());
    if (value != null) {
      response.addKvs(KeyValue.newBuilder().setKey(request.getKey()).setValue(value));
    }
    answer.onNext(response.build());
    answer.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
