package ds.system.kv.front.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import ds.system.kv.api.v3lockpb.LockGrpc;
import ds.system.kv.api.v3lockpb.LockRequest;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KvCommand.LeaseRevoke;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.front.Served;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Election;
import io.etcd.jetcd.Lock;
import io.etcd.jetcd.election.LeaderResponse;
import io.etcd.jetcd.election.NoLeaderException;
import io.etcd.jetcd.election.NotLeaderException;
import io.etcd.jetcd.options.GetOption;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RecipesTest {

  private Served served;
  private Lock locks;
  private Election elections;

  @BeforeEach
  void serve() {
    served = new Served();
    locks = served.client().getLockClient();
    elections = served.client().getElectionClient();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  @DisplayName("a lock is held by one client at a time, in the order in which they came")
  void inOrder() {
    long a = lease();
    long b = lease();
    long c = lease();
    var first = locks.lock(seq("l"), a).join();
    assertThat(first.getKey().toString()).isEqualTo("l/" + Long.toHexString(a));
    var second = locks.lock(seq("l"), b);
    awaitKeys("l/", 2);
    var third = locks.lock(seq("l"), c);
    awaitKeys("l/", 3);
    assertThat(second).isNotDone();

    locks.unlock(first.getKey()).join();
    assertThat(second.join().getKey().toString()).isEqualTo("l/" + Long.toHexString(b));
    assertThat(third).isNotDone();
    locks.unlock(second.join().getKey()).join();
    assertThat(third.join().getKey().toString()).isEqualTo("l/" + Long.toHexString(c));
  }

  @Test
  @DisplayName("a lock comes free with its holder's lease")
  void leaseEnds() {
    long a = lease();
    locks.lock(seq("l"), a).join();
    var second = locks.lock(seq("l"), lease());
    awaitKeys("l/", 2);
    served.member().apply(new LeaseRevoke(a));
    assertThat(second.join().getKey().toString()).startsWith("l/");
  }

  @Test
  @DisplayName("who stands in line and goes makes room, and whose lease ends is told so")
  void leaving() {
    long a = lease();
    long b = lease();
    var held = locks.lock(seq("l"), a).join();
    var stub = LockGrpc.newFutureStub(served.channel());
    var waiting =
        stub.lock(
            LockRequest.newBuilder()
                .setName(ByteString.copyFromUtf8("l"))
                .setLease(lease())
                .build());
    awaitKeys("l/", 2);
    waiting.cancel(true);
    awaitKeys("l/", 1);

    var ended = locks.lock(seq("l"), b);
    awaitKeys("l/", 2);
    served.member().apply(new LeaseRevoke(b));
    locks.unlock(held.getKey()).join();
    assertThatThrownBy(ended::join).hasMessageContaining("session is expired");
  }

  @Test
  @DisplayName("the same lease gets the same lock again, and no lease gets one of its own")
  void reentry() {
    long a = lease();
    var first = locks.lock(seq("l"), a).join();
    assertThat(locks.lock(seq("l"), a).join().getKey()).isEqualTo(first.getKey());
    assertThat(locks.lock(seq("other"), 0).join().getKey().toString()).startsWith("other/");
    assertThatThrownBy(() -> locks.lock(seq("third"), 12345).join())
        .hasMessageContaining("requested lease not found");
  }

  @Test
  @DisplayName("an election has one leader, who may say something else and resign")
  void election() throws InterruptedException {
    assertThatThrownBy(() -> elections.leader(seq("e")).join())
        .hasCauseInstanceOf(NoLeaderException.class);
    var seen = new LinkedBlockingQueue<String>();
    elections.observe(seq("e"), new Values(seen));

    var first = elections.campaign(seq("e"), lease(), seq("ann")).join().getLeader();
    var second = elections.campaign(seq("e"), lease(), seq("bob"));
    awaitKeys("e/", 2);
    assertThat(elections.leader(seq("e")).join().getKv().getValue()).isEqualTo(seq("ann"));
    assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("ann");

    elections.proclaim(first, seq("anna")).join();
    assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("anna");
    assertThat(second).isNotDone();

    elections.resign(first).join();
    assertThat(second.join().getLeader().getKey().toString()).startsWith("e/");
    assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("bob");
    assertThatThrownBy(() -> elections.proclaim(first, seq("again")).join())
        .hasCauseInstanceOf(NotLeaderException.class);
  }

  @Test
  @DisplayName("who leads no more resigns from nothing, least of all from a key made anew since")
  void lateResignation() {
    var old = elections.campaign(seq("e"), lease(), seq("ann")).join().getLeader();
    served.member().apply(new LeaseRevoke(old.getLease()));
    elections.resign(old).join();

    served.member().apply(Put.of(new Bytes(old.getKey().getBytes()), Bytes.of("bob")));
    elections.resign(old).join();
    assertThat(elections.leader(seq("e")).join().getKv().getValue()).isEqualTo(seq("bob"));
  }

  private record Values(LinkedBlockingQueue<String> seen) implements Election.Listener {

    @Override
    public void onNext(LeaderResponse response) {
      seen.add(response.getKv().getValue().toString());
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onCompleted() {}
  }

  private long lease() {
    return served.client().getLeaseClient().grant(100).join().getID();
  }

  /// Until so many stand in line.
  private void awaitKeys(String prefix, int count) {
    var all = GetOption.builder().isPrefix(true).withCountOnly(true).build();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    long found = -1;
    while (found != count && System.nanoTime() < end) {
      found = served.client().getKVClient().get(seq(prefix), all).join().getCount();
    }
    assertThat(found).isEqualTo(count);
  }

  private static ByteSequence seq(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }
}
