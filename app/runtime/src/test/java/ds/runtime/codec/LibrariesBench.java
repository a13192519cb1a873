package ds.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import ds.core.Durable;
import ds.core.NodeId;
import ds.runtime.codec.CodecBench.Figures;
import ds.runtime.codec.Conversation.StoreCommand;
import ds.runtime.codec.VersionsTest.New;
import ds.runtime.codec.VersionsTest.Old;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Is there a library that we should use instead? To be asked again of each release of one; no part
/// of the tests.
///
/// ```
/// ./mvnw -q -pl app/runtime -am test -Dtest=LibrariesBench -Dsurefire.failIfNoSpecifiedTests=false
/// ```
///
/// With `-Dtest.jvm=--sun-misc-unsafe-memory-access=deny` it tells who does without what Java is
/// about to close.
class LibrariesBench {

  private static final int VALUE_BYTES = 256;
  private static final int HOSTILE_FRAMES = 100_000;
  private static final long PATIENCE = 15_000_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final List<Class<?>> TYPES =
      List.of(
          Conversation.RequestVote.class,
          Conversation.AppendEntries.class,
          Conversation.InstallSnapshot.class,
          Conversation.Stale.class,
          Conversation.ApplyNext.class,
          Conversation.Cause.class,
          Conversation.Term.class,
          Conversation.Position.class,
          Conversation.Entry.class,
          Conversation.Piece.class,
          Conversation.NoOp.class,
          Conversation.Pulse.class,
          StoreCommand.Put.class,
          StoreCommand.Rename.class,
          StoreCommand.Transaction.class,
          Conversation.Bytes.class,
          NodeId.class);

  private static final List<Class<?>> OLD =
      List.of(
          Old.Append.class,
          Old.Heartbeat.class,
          Old.Term.class,
          Old.Position.class,
          Old.Entry.class);

  /// In the same order.
  private static final List<Class<?>> NEW =
      List.of(
          New.Append.class,
          New.Heartbeat.class,
          New.Term.class,
          New.Position.class,
          New.Entry.class);

  /// @param repetitions for a round of some ten milliseconds
  private record Sample(String name, Object value, Coder ours, int repetitions) {}

  private static List<Sample> samples() {
    Coder messages = Coder.of(Conversation.class, Conversation.codec());
    Coder records =
        Coder.of(
            Durable.class, Codec.of(Durable.class, Conversation.DURABLES, Conversation.COMMANDS));
    var vote = Conversation.examples().get(1);
    var put = Conversation.put("key-0", new byte[VALUE_BYTES]);
    return List.of(
        new Sample("a vote", vote, messages, 100_000),
        new Sample("a put of 256 bytes", put, records, 100_000),
        new Sample("1 such entry", Conversation.appendEntries(1, VALUE_BYTES), messages, 50_000),
        new Sample("64 entries", Conversation.appendEntries(64, VALUE_BYTES), messages, 1_000));
  }

  private static List<Coder> coders(Coder ours) {
    List<Coder> all = new ArrayList<>(List.of(ours));
    all.addAll(Libraries.of(TYPES));
    return all;
  }

  @Test
  @DisplayName("time, memory and bytes")
  void cost() throws Exception {
    print("value | coder | bytes | encode ns | decode ns | encode allocates | decode allocates");
    for (Sample sample : samples()) {
      var bench = new CodecBench(sample.value(), sample.repetitions());
      for (Figures it : bench.measure(coders(sample.ours()))) {
        print(
            "%s | %s | %,d | %,d | %,d | %,d | %,d",
            sample.name(),
            it.coder(),
            it.bytes(),
            it.encode().nanos(),
            it.decode().nanos(),
            it.encode().allocated(),
            it.decode().allocated());
      }
    }
  }

  @Test
  @DisplayName("frames that were valid before they were changed")
  void hostileBytes() throws Exception {
    for (Coder coder : coders(Coder.of(Conversation.class, Conversation.codec()))) {
      print("%s | %s", coder.name(), damaged(coder));
    }
  }

  /// How often each answer was given, and the most that one took. Nobody waits for all of them
  /// where a few take seconds.
  private static String damaged(Coder coder) throws Exception {
    List<byte[]> frames = new ArrayList<>();
    for (Conversation message : Conversation.examples()) {
      coder.encode(message);
      frames.add(coder.encoded());
      assertThat(coder.decode(coder.encoded())).isEqualTo(message);
    }
    var damage = new Damage(new Random(20_251));
    SortedMap<String, Integer> answers = new TreeMap<>();
    long most = 0;
    long begin = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < HOSTILE_FRAMES && since(begin) < PATIENCE; i++) {
      byte[] frame = damage.changed(frames);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      answers.merge(answer(coder, frame), 1, Integer::sum);
      most = Math.max(most, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return "%s in %.1f s | %,d bytes at most".formatted(answers, since(begin) / 1e9, most);
  }

  private static long since(long begin) {
    return THREADS.getCurrentThreadCpuTime() - begin;
  }

  @SuppressWarnings("CatchThrowable") // which of them there are is the question
  private static String answer(Coder coder, byte[] frame) {
    try {
      return coder.decode(frame) instanceof Conversation ? "read" : "read as something else";
    } catch (Throwable e) {
      return e.getClass().getSimpleName();
    }
  }

  @Test
  @DisplayName("a record that has gained components")
  void versions() {
    var old = new Old.Heartbeat(new Old.Term(3));
    var young =
        new New.Append(
            new New.Term(3),
            new New.Position(9, new New.Term(2), true, 7),
            List.of(new New.Entry(new New.Term(3), "x", (short) 1, (byte) 2)),
            "s1",
            List.of(),
            new byte[3]);
    List<Coder> olds = Libraries.of(OLD);
    List<Coder> youngs = Libraries.of(NEW);
    for (int i = 0; i < olds.size(); i++) {
      print(
          "%s | the newer reads %s | the older reads %s",
          olds.get(i).name(),
          passed(olds.get(i), old, youngs.get(i)),
          passed(youngs.get(i), young, olds.get(i)));
    }
  }

  private static String passed(Coder from, Object value, Coder to) {
    try {
      from.encode(value);
      return to.decode(from.encoded()).toString();
    } catch (Exception e) {
      return e.getClass().getSimpleName();
    }
  }

  private static void print(String line, Object... values) {
    System.out.printf(line + "%n", values);
  }
}
