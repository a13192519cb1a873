package ds.system.kv.front.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.WatchCancelRequest;
import ds.system.kv.api.etcdserverpb.WatchCreateRequest;
import ds.system.kv.api.etcdserverpb.WatchCreateRequest.FilterType;
import ds.system.kv.api.etcdserverpb.WatchProgressRequest;
import ds.system.kv.api.etcdserverpb.WatchRequest;
import ds.system.kv.api.etcdserverpb.WatchResponse;
import ds.system.kv.api.mvccpb.Event;
import ds.system.kv.api.mvccpb.Event.EventType;
import ds.system.kv.command.AuthCommand.AuthEnable;
import ds.system.kv.command.AuthCommand.Secret;
import ds.system.kv.command.AuthCommand.UserAdd;
import ds.system.kv.command.AuthCommand.UserGrantRole;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.Compact;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.front.Served;
import ds.system.kv.front.server.Endpoint;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.options.WatchOption;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class WatchTest {

  private Served served;
  private WatchClient client;

  @BeforeEach
  void serve() {
    served = new Served();
    client = new WatchClient(served.channel());
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  @DisplayName("a client of etcd is told of a put and of a deletion")
  void watchedByOthers() throws InterruptedException {
    var seen = new LinkedBlockingQueue<io.etcd.jetcd.watch.WatchEvent>();
    var key = ByteSequence.from("w", StandardCharsets.UTF_8);
    var option = WatchOption.builder().isPrefix(true).withPrevKV(true).withRevision(1).build();
    try (var _ =
        served
            .client()
            .getWatchClient()
            .watch(key, option, response -> seen.addAll(response.getEvents()))) {
      put("w/1", "a");
      delete("w/1");

      var put = seen.poll(60, TimeUnit.SECONDS);
      assertThat(put.getKeyValue().getValue().toString()).isEqualTo("a");
      var deleted = seen.poll(60, TimeUnit.SECONDS);
      assertThat(deleted.getEventType().name()).isEqualTo("DELETE");
      assertThat(deleted.getPrevKV().getValue().toString()).isEqualTo("a");
    }
  }

  @Test
  @DisplayName("a watch that begins now is told of what comes after its creation")
  void fromNow() {
    put("k", "before");
    long id = client.create(watch("k"));
    put("k", "after");

    assertThat(id).isZero();
    assertThat(texts(client.next())).containsExactly("k=after@3");
  }

  @Test
  @DisplayName("a watch of the past is told of all since then, and goes on")
  void fromThePast() {
    for (int i = 0; i < 2_500; i++) {
      put("k" + i % 3, "v" + i);
    }
    client.create(watch("k1").setStartRevision(2));
    put("k1", "last");

    var events = client.events(834);
    assertThat(events).extracting(it -> it.getKv().getModRevision()).isSorted();
    assertThat(events).extracting(it -> it.getKv().getModRevision()).doesNotHaveDuplicates();
    assertThat(events.getFirst().getKv().getValue().toStringUtf8()).isEqualTo("v1");
    assertThat(events.getLast().getKv().getValue().toStringUtf8()).isEqualTo("last");
  }

  @Test
  @DisplayName("a watch of the future waits for its revision")
  void fromTheFuture() {
    client.create(watch("k").setStartRevision(4));
    put("k", "2");
    put("k", "3");
    put("k", "4");

    assertThat(texts(client.next())).containsExactly("k=4@4");
  }

  @Test
  @DisplayName("what one revision changes is told together")
  void together() {
    client.create(watch("a").setRangeEnd(bytes("z")));
    served
        .member()
        .apply(
            new Txn(
                List.of(),
                List.<Operation>of(
                    Put.of(Bytes.of("b"), Bytes.of("1")), Put.of(Bytes.of("c"), Bytes.of("2"))),
                List.of()));

    assertThat(texts(client.next())).containsExactly("b=1@2", "c=2@2");
  }

  @Test
  @DisplayName("filters hide puts or deletions")
  void filters() {
    client.create(watch("k").addFilters(FilterType.NOPUT));
    put("k", "1");
    delete("k");

    Event event = client.next().getEvents(0);
    assertThat(event.getType()).isEqualTo(EventType.DELETE);
    assertThat(event.hasPrevKv()).isFalse();
  }

  @Test
  @DisplayName("a compacted revision cannot be watched, and the client is told the oldest that can")
  void compacted() {
    put("k", "2");
    put("k", "3");
    served.member().apply(new Compact(3));
    client.create(watch("k").setStartRevision(2));

    WatchResponse end = client.next();
    assertThat(end.getCanceled()).isTrue();
    assertThat(end.getCompactRevision()).isEqualTo(3);
  }

  @Test
  @DisplayName("a revision below zero counts as compacted, but for -1 while none is")
  void negative() {
    put("k", "2");
    client.create(watch("k").setStartRevision(-2));
    assertThat(client.next().getCompactRevision()).isEqualTo(-1);

    client.create(watch("k").setStartRevision(-1));
    put("k", "3");
    assertThat(client.events(1)).extracting(WatchTest::revision).containsExactly(3L);

    served.member().apply(new Compact(3));
    client.create(watch("k").setStartRevision(-1));
    assertThat(client.next().getCompactRevision()).isEqualTo(3);
  }

  @Test
  @DisplayName("the oldest revision that is left can be watched, be it a deletion")
  void oldest() {
    put("k", "2");
    put("k", "3");
    delete("k");
    served.member().apply(new Compact(3));
    client.create(watch("k").setStartRevision(3));
    assertThat(client.events(2)).extracting(WatchTest::revision).containsExactly(3L, 4L);

    served.member().apply(new Compact(4));
    client.create(watch("k").setStartRevision(4));
    Event deletion = client.next().getEvents(0);
    assertThat(deletion.getType()).isEqualTo(EventType.DELETE);
    assertThat(revision(deletion)).isEqualTo(4);
  }

  @Test
  @DisplayName("a watch can be cancelled, and its number used again")
  void cancelled() {
    client.create(watch("k").setWatchId(5));
    client.send(
        WatchRequest.newBuilder()
            .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(5))
            .build());
    assertThat(client.next().getCanceled()).isTrue();
    put("k", "unseen");
    assertThat(client.create(watch("k").setWatchId(5))).isEqualTo(5);
    put("k", "seen");
    assertThat(texts(client.next())).containsExactly("k=seen@3");
  }

  @Test
  @DisplayName("a number that is taken and a range without keys are refused in the stream")
  void refused() {
    client.create(watch("k").setWatchId(5));
    WatchResponse twice = client.createAnswer(watch("k").setWatchId(5));
    assertThat(twice.getCreated() && twice.getCanceled()).isTrue();
    assertThat(twice.getWatchId()).isEqualTo(-1);
    assertThat(twice.getCancelReason()).contains("duplicate watch ID");

    WatchResponse empty = client.createAnswer(watch("k").setRangeEnd(bytes("a")));
    assertThat(empty.getCancelReason()).isEqualTo("mvcc: watcher range is empty");
  }

  @Test
  @DisplayName("who may not watch is told so in the words for which etcd's client tries again")
  void denied() {
    served
        .member()
        .apply(
            new UserAdd("root", Optional.empty()),
            new UserGrantRole("root", "root"),
            new AuthEnable(new Secret(Bytes.of("key"))));
    assertThat(client.createAnswer(watch("k")).getCancelReason())
        .isEqualTo("rpc error: code = InvalidArgument desc = etcdserver: user name is empty");

    var stale = new WatchClient(served.channel(), "token", "stale");
    WatchResponse answer = stale.createAnswer(watch("k"));
    assertThat(answer.getCreated() && answer.getCanceled()).isTrue();
    assertThat(answer.getCancelReason())
        .isEqualTo("rpc error: code = Unauthenticated desc = etcdserver: invalid auth token");
  }

  @Test
  @DisplayName("progress is told when all has been told")
  void progress() {
    client.create(watch("k"));
    put("k", "2");
    put("other", "3");
    client.send(
        WatchRequest.newBuilder()
            .setProgressRequest(WatchProgressRequest.getDefaultInstance())
            .build());

    assertThat(texts(client.next())).containsExactly("k=2@2");
    WatchResponse progress = client.next();
    assertThat(progress.getWatchId()).isEqualTo(-1);
    assertThat(progress.getHeader().getRevision()).isEqualTo(3);
  }

  @Test
  @DisplayName("a watch that asks for it is told of progress as often as the server is set to")
  void progressByItself() {
    try (var often = new Served(Endpoint.Limits.DEFAULT, 1)) {
      var idle = new WatchClient(often.channel());
      long id = idle.create(watch("k").setProgressNotify(true));
      WatchResponse progress = idle.next();
      assertThat(progress.getWatchId()).isEqualTo(id);
      assertThat(progress.getEventsList()).isEmpty();
    }
  }

  @Test
  @DisplayName("a large revision comes in fragments to those who can put them together")
  void fragments() {
    client.create(watch("k").setRangeEnd(bytes("l")).setFragment(true));
    List<Operation> puts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      puts.add(Put.of(Bytes.of("k" + i), new Bytes(new byte[400_000])));
    }
    served.member().apply(new Txn(List.of(), puts, List.of()));

    WatchResponse first = client.next();
    assertThat(first.getFragment()).isTrue();
    assertThat(first.getEventsCount()).isEqualTo(2);
    assertThat(client.next().getFragment()).isTrue();
    WatchResponse last = client.next();
    assertThat(last.getFragment()).isFalse();
    assertThat(last.getEventsCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("a client that reads slowly misses nothing, and holds up nobody")
  void slowReader() {
    var slow = new WatchClient(served.channel());
    slow.create(watch("k"));
    slow.pause();
    client.create(watch("k"));
    var value = new Bytes(new byte[20_000]);
    for (int i = 0; i < 1_000; i++) {
      served.member().apply(Put.of(Bytes.of("k"), value));
    }

    assertThat(client.events(1_000)).extracting(WatchTest::revision).doesNotHaveDuplicates();
    assertThat(slow.received()).as("messages before it reads on").isLessThan(500);
    slow.goOn();
    assertThat(slow.events(1_000))
        .extracting(WatchTest::revision)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("what a snapshot brought is told as well")
  void gap() {
    client.create(watch("k"));
    served.member().applySilently(Put.of(Bytes.of("k"), Bytes.of("silent")));
    put("k", "loud");

    assertThat(client.events(2))
        .extracting(it -> it.getKv().getValue().toStringUtf8())
        .containsExactly("silent", "loud");
  }

  @Test
  @DisplayName("and it is told although nothing else happens")
  void gapWithoutChange() {
    client.create(watch("k"));
    served.member().applySilently(Put.of(Bytes.of("k"), Bytes.of("silent")));

    assertThat(texts(client.next())).containsExactly("k=silent@2");
  }

  private void put(String key, String value) {
    served.member().apply(Put.of(Bytes.of(key), Bytes.of(value)));
  }

  private void delete(String key) {
    served.member().apply(DeleteRange.of(KeyRange.single(Bytes.of(key))));
  }

  private static WatchCreateRequest.Builder watch(String key) {
    return WatchCreateRequest.newBuilder().setKey(bytes(key));
  }

  private static long revision(Event event) {
    return event.getKv().getModRevision();
  }

  private static List<String> texts(WatchResponse response) {
    return response.getEventsList().stream()
        .map(event ->
            event.getKv().getKey().toStringUtf8()
                + "="
                + event.getKv().getValue().toStringUtf8()
                + "@"
                + event.getKv().getModRevision())
        .toList();
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
