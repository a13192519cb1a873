package ds.lab.history.model;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.history.Model;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Every answer of every operation, once where it is right and once where it is wrong.
class ModelTest {

  @Test
  @DisplayName("register: reads what was written last, compares before it sets")
  void register() {
    var empty = RegisterModel.empty();
    var nothing = empty.initial();
    var one = RegisterModel.Value.of("1");
    allows(empty, nothing, new RegisterModel.Read(), nothing, nothing);
    refuses(empty, nothing, new RegisterModel.Read(), one);
    allows(empty, nothing, new RegisterModel.Write("1"), new RegisterModel.Done(), one);
    refuses(empty, nothing, new RegisterModel.Write("1"), one);
    var set = new RegisterModel.CompareAndSet("1", "2");
    allows(empty, one, set, new RegisterModel.Done(), RegisterModel.Value.of("2"));
    refuses(empty, one, set, new RegisterModel.Mismatch());
    allows(empty, nothing, set, new RegisterModel.Mismatch(), nothing);
    refuses(empty, nothing, set, new RegisterModel.Done());
    assertThat(RegisterModel.holding("1").initial()).isEqualTo(one);
  }

  @Test
  @DisplayName("key-value: a missing key reads as the empty string")
  void keyValue() {
    var model = new KeyValueModel();
    Bindings<String> none = model.initial();
    Bindings<String> a = none.with("x", "a");
    allows(model, none, new KeyValueModel.Get("x"), new KeyValueModel.Value(""), none);
    refuses(model, none, new KeyValueModel.Get("x"), new KeyValueModel.Done());
    allows(model, a, new KeyValueModel.Get("x"), new KeyValueModel.Value("a"), a);
    refuses(model, a, new KeyValueModel.Get("y"), new KeyValueModel.Value("a"));
    allows(model, none, new KeyValueModel.Put("x", "a"), new KeyValueModel.Done(), a);
    allows(
        model,
        a,
        new KeyValueModel.Append("x", "b"),
        new KeyValueModel.Done(),
        none.with("x", "ab"));
    allows(model, none, new KeyValueModel.Append("x", "a"), new KeyValueModel.Done(), a);
    allows(model, a, new KeyValueModel.Delete("x"), new KeyValueModel.Done(), none);
    refuses(model, a, new KeyValueModel.Delete("x"), new KeyValueModel.Value("a"));
  }

  @Test
  @DisplayName("versioned key-value: a put needs the current version, and may answer maybe")
  void versionedKeyValue() {
    var model = new VersionedKeyValueModel();
    var none = model.initial();
    var a = none.with("x", new VersionedKeyValueModel.Value("a", 1));
    var ab = none.with("x", new VersionedKeyValueModel.Value("b", 2));
    var get = new VersionedKeyValueModel.Get("x");
    allows(model, none, get, new VersionedKeyValueModel.Missing(), none);
    refuses(model, a, get, new VersionedKeyValueModel.Missing());
    allows(model, a, get, new VersionedKeyValueModel.Value("a", 1), a);
    refuses(model, a, get, new VersionedKeyValueModel.Value("a", 2));
    var create = new VersionedKeyValueModel.Put("x", "a", 0);
    allows(model, none, create, new VersionedKeyValueModel.Done(), a);
    allows(model, a, create, new VersionedKeyValueModel.Conflict(), a);
    refuses(model, a, create, new VersionedKeyValueModel.Done());
    refuses(model, a, create, new VersionedKeyValueModel.Missing());
    var change = new VersionedKeyValueModel.Put("x", "b", 1);
    allows(model, a, change, new VersionedKeyValueModel.Done(), ab);
    allows(model, a, change, new VersionedKeyValueModel.Maybe(), ab);
    refuses(model, a, change, new VersionedKeyValueModel.Conflict());
    allows(model, ab, change, new VersionedKeyValueModel.Maybe(), ab);
    allows(model, none, change, new VersionedKeyValueModel.Missing(), none);
    allows(model, none, change, new VersionedKeyValueModel.Conflict(), none);
    refuses(model, ab, change, new VersionedKeyValueModel.Value("b", 2));
  }

  @Test
  @DisplayName("lock: one owner at a time, and only the owner releases")
  void lock() {
    var model = new LockModel();
    Bindings<String> free = model.initial();
    Bindings<String> held = free.with("l", "a");
    allows(model, free, new LockModel.Acquire("l", "a"), new LockModel.Granted(), held);
    refuses(model, free, new LockModel.Acquire("l", "a"), new LockModel.Refused());
    refuses(model, held, new LockModel.Acquire("l", "b"), new LockModel.Granted());
    refuses(model, held, new LockModel.Acquire("l", "a"), new LockModel.Granted());
    allows(model, held, new LockModel.Acquire("l", "b"), new LockModel.Refused(), held);
    allows(model, held, new LockModel.Release("l", "a"), new LockModel.Released(), free);
    allows(model, held, new LockModel.Release("l", "b"), new LockModel.Refused(), held);
    refuses(model, free, new LockModel.Release("l", "a"), new LockModel.Released());
  }

  @Test
  @DisplayName("queue: first in, first out")
  void queue() {
    var model = new QueueModel();
    List<String> ab = List.of("a", "b");
    allows(model, List.of("a"), new QueueModel.Enqueue("b"), new QueueModel.Done(), ab);
    allows(model, ab, new QueueModel.Dequeue(), new QueueModel.Item("a"), List.of("b"));
    refuses(model, ab, new QueueModel.Dequeue(), new QueueModel.Item("b"));
    refuses(model, ab, new QueueModel.Dequeue(), new QueueModel.Empty());
    allows(model, List.of(), new QueueModel.Dequeue(), new QueueModel.Empty(), List.of());
    refuses(model, List.of(), new QueueModel.Dequeue(), new QueueModel.Item("a"));
  }

  @Test
  @DisplayName("set: elements in any order, each once")
  void set() {
    var model = new SetModel();
    var none = model.initial();
    var a = new SetModel.Elements(List.of("a"));
    var ab = new SetModel.Elements(List.of("b", "a", "b"));
    allows(model, none, new SetModel.Add("a"), new SetModel.Done(), a);
    allows(model, a, new SetModel.Add("b"), new SetModel.Changed(true), ab);
    allows(model, ab, new SetModel.Add("b"), new SetModel.Changed(false), ab);
    refuses(model, a, new SetModel.Add("a"), new SetModel.Changed(true));
    allows(model, ab, new SetModel.Remove("b"), new SetModel.Changed(true), a);
    refuses(model, a, new SetModel.Remove("b"), new SetModel.Changed(true));
    allows(model, a, new SetModel.Contains("a"), new SetModel.Present(true), a);
    refuses(model, a, new SetModel.Contains("b"), new SetModel.Present(true));
    refuses(model, a, new SetModel.Contains("a"), new SetModel.Done());
    allows(model, ab, new SetModel.Read(), new SetModel.Elements(List.of("a", "b")), ab);
    refuses(model, ab, new SetModel.Read(), a);
  }

  @Test
  @DisplayName("log: entries stay where they were appended")
  void log() {
    var model = new LogModel();
    List<String> ab = List.of("a", "b");
    var append = new LogModel.Append("b");
    allows(model, List.of("a"), append, new LogModel.Done(), ab);
    allows(model, List.of("a"), append, new LogModel.Position(1), ab);
    refuses(model, List.of("a"), append, new LogModel.Position(0));
    allows(model, ab, new LogModel.Read(1), new LogModel.Entries(List.of("a")), ab);
    allows(model, ab, new LogModel.Read(9), new LogModel.Entries(ab), ab);
    refuses(model, ab, new LogModel.Read(9), new LogModel.Entries(List.of("a")));
    refuses(model, ab, new LogModel.Read(9), new LogModel.Done());
  }

  private static <S, I, O> void allows(Model<S, I, O> model, S state, I input, O output, S next) {
    assertThat(model.step(state, input, output)).isEqualTo(Optional.of(next));
    assertThat(model.unseen(state, input)).isEqualTo(next);
  }

  private static <S, I, O> void refuses(Model<S, I, O> model, S state, I input, O output) {
    assertThat(model.step(state, input, output)).isEmpty();
  }
}
