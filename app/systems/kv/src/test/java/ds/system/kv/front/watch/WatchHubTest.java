package ds.system.kv.front.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.api.mvccpb.Event;
import ds.system.kv.call.Request.AskStatus;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.front.FakeMember;
import ds.system.kv.front.watch.Watcher.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class WatchHubTest {

  private FakeMember member;
  private WatchHub hub;

  @BeforeEach
  void open() {
    member = new FakeMember();
    hub = new WatchHub(member);
  }

  @AfterEach
  void close() {
    hub.close();
    member.close();
  }

  @Test
  @DisplayName("when more changes come than can be told, they are read, and none is missed")
  void overwhelmed() throws InterruptedException {
    var seen = new Seen(80_000);
    hub.execute(() -> hub.add(seen));
    var stuck = new CountDownLatch(1);
    hub.execute(() -> await(stuck));
    puts(79_999); // more than may wait
    stuck.countDown();
    puts(1);

    assertThat(seen.all.orTimeout(60, TimeUnit.SECONDS).join())
        .isSorted()
        .doesNotHaveDuplicates()
        .hasSize(80_000)
        .endsWith(80_001L);
  }

  @Test
  @DisplayName("whoever comes and goes while much is changed misses nothing in its time")
  void comingAndGoing() {
    for (int round = 0; round < 50; round++) {
      var seen = new Seen(200);
      CompletableFuture<Void> added = CompletableFuture.runAsync(() -> hub.add(seen), hub::execute);
      puts(50);
      added.join();
      puts(200);
      List<Long> revisions = seen.all.orTimeout(60, TimeUnit.SECONDS).join();
      hub.execute(() -> hub.remove(seen));
      for (int i = 1; i < revisions.size(); i++) {
        assertThat(revisions.get(i)).isEqualTo(revisions.get(i - 1) + 1);
      }
    }
  }

  @Test
  @DisplayName("who has no room, and leaves while another is told, is told nothing more")
  void leaving() {
    var leaver = new Seen(1);
    leaver.isReady = false;
    var other = new Seen(2);
    other.whenTold =
        () -> {
          hub.remove(leaver);
          leaver.isReady = true;
        };
    hub.execute(() -> {
      hub.add(leaver);
      hub.add(other);
    });
    puts(1);
    puts(1);
    other.all.orTimeout(60, TimeUnit.SECONDS).join();
    // What the hub has asked the member before this, it has been told then.
    var settled = new CompletableFuture<Void>();
    member.ask(new AskStatus(), _ -> hub.execute(() -> settled.complete(null)));
    settled.orTimeout(60, TimeUnit.SECONDS).join();
    assertThat(leaver.revisions).isEmpty();
  }

  private void puts(int count) {
    var commands = new KvCommand[count];
    for (int i = 0; i < count; i++) {
      commands[i] = Put.of(Bytes.of("k" + i % 7), Bytes.of("v"));
    }
    member.apply(commands);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Sees every key from the beginning, up to so many revisions.
  private static final class Seen extends Watcher {

    private final int wanted;
    private final List<Long> revisions = new ArrayList<>();
    private final CompletableFuture<List<Long>> all = new CompletableFuture<>();
    private boolean isReady = true;
    private Runnable whenTold = () -> {};

    private Seen(int wanted) {
      super(Wish.of(KeyRange.ALL), 2);
      this.wanted = wanted;
    }

    @Override
    protected boolean isReady() {
      return isReady;
    }

    @Override
    protected void tell(List<Event> events, long upTo) {
      whenTold.run();
      events.forEach(event -> revisions.add(event.getKv().getModRevision()));
      if (revisions.size() >= wanted) {
        all.complete(List.copyOf(revisions));
      }
    }

    @Override
    protected void compacted(long compacted) {
      all.completeExceptionally(new IllegalStateException("compacted"));
    }
  }
}
