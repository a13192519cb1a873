package ds.system.kv.front.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import ds.system.kv.api.v3electionpb.ElectionGrpc;
import ds.system.kv.api.v3electionpb.LeaderRequest;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.front.FakeCall;
import ds.system.kv.front.FakeMember;
import ds.system.kv.front.rpc.Headers;
import ds.system.kv.front.rpc.Statuses;
import ds.system.kv.front.watch.WatchHub;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Something goes wrong that should not, just when a change is told to those who wait for it: they
/// hear of that, rather than of nothing.
final class BrokenWatchTest {

  private final FakeMember member = new FakeMember();
  private final WatchHub hub = new WatchHub(member);
  private final Recipes recipes = new Recipes(member, new Headers(member), hub);

  @AfterEach
  void close() {
    hub.close();
    member.close();
  }

  @Test
  @DisplayName("who stands in line is told, once")
  void turn() {
    member.apply(new LeaseGrant(1, 100), new LeaseGrant(2, 100));
    List<Turn.Held> held = new ArrayList<>();
    List<Status> ends = new ArrayList<>();
    begin(1, held, ends);
    begin(2, held, ends);
    assertThat(held).hasSize(1);

    member.breakReads();
    member.apply(DeleteRange.of(KeyRange.single(held.getFirst().key())));
    settle();
    member.apply(Put.of(held.getFirst().key(), Bytes.of("again")));
    member.apply(DeleteRange.of(KeyRange.single(held.getFirst().key())));
    settle();
    assertThat(ends).containsExactly(Statuses.UNANSWERED);
    assertThat(held).hasSize(1);
  }

  private void begin(long lease, List<Turn.Held> held, List<Status> ends) {
    var place = new Turn.Place(Bytes.of("line"), lease, Bytes.EMPTY);
    new Turn(recipes, Caller.ANONYMOUS, place, held::add).begin(ends::add);
    settle();
  }

  @Test
  @DisplayName("who observes an election is told, once")
  void observing() {
    var call = new FakeCall<>(ElectionGrpc.getObserveMethod());
    new Observing(recipes, Caller.ANONYMOUS, call)
        .onMessage(LeaderRequest.newBuilder().setName(ByteString.copyFromUtf8("line")).build());
    settle();
    assertThat(call.told).isEmpty();

    member.breakReads();
    member.apply(Put.of(Bytes.of("line/1"), Bytes.of("ann")));
    settle();
    member.apply(Put.of(Bytes.of("line/1"), Bytes.of("anna")));
    settle();
    assertThat(call.told).containsExactly(Status.Code.INTERNAL);
  }

  /// Waits until the hub and the member have done what they were told.
  private void settle() {
    for (int i = 0; i < 5; i++) {
      member.apply();
      var done = new CompletableFuture<Void>();
      hub.execute(() -> done.complete(null));
      done.join();
    }
  }
}
