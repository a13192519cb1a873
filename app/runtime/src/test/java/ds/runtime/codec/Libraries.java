package ds.runtime.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.ImmutableCollectionsSerializers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.fory.Fory;
import org.apache.fory.memory.MemoryBuffer;

/// What could stand in the place of our codec, each as safe and as compact as it can be set: only
/// classes that were registered, and no memory of what occurred before in a value.
final class Libraries {

  private static final int ROOM = 256;

  private Libraries() {}

  /// @param types all that can occur, apart from those of Java
  static List<Coder> of(List<Class<?>> types) {
    List<Supplier<Coder>> all =
        List.of(() -> fory(false, types), () -> fory(true, types), () -> kryo(types));
    return all.stream().flatMap(it -> usable(it).stream()).toList();
  }

  private static Optional<Coder> usable(Supplier<Coder> library) {
    try {
      return Optional.of(library.get());
    } catch (LinkageError | RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      System.out.println("left out, as it does not start: " + cause);
      return Optional.empty();
    }
  }

  /// @param evolves whether records of other versions are understood
  private static Coder fory(boolean evolves, List<Class<?>> types) {
    Fory fory =
        Fory.builder()
            .withXlang(false)
            .withRefTracking(false)
            .withCompatible(evolves)
            .requireClassRegistration(true)
            .withAsyncCompilation(false)
            .build();
    types.forEach(fory::register);
    return new ForyCoder(
        evolves ? "Fory, compatible" : "Fory", fory, MemoryBuffer.newHeapBuffer(ROOM));
  }

  private record ForyCoder(String name, Fory fory, MemoryBuffer out) implements Coder {

    @Override
    public void encode(Object value) {
      out.writerIndex(0);
      fory.serialize(out, value);
    }

    @Override
    public byte[] encoded() {
      return out.getBytes(0, out.writerIndex());
    }

    @Override
    public Object decode(byte[] bytes) {
      return fory.deserialize(bytes);
    }
  }

  private static Coder kryo(List<Class<?>> types) {
    var kryo = new Kryo();
    kryo.setReferences(false);
    kryo.setRegistrationRequired(true);
    List<Class<?>> all = new ArrayList<>(types);
    all.addAll(List.of(byte[].class, Optional.class));
    all.forEach(kryo::register);
    ImmutableCollectionsSerializers.registerSerializers(kryo);
    return new KryoCoder(kryo, new Output(ROOM, -1));
  }

  private record KryoCoder(Kryo kryo, Output out) implements Coder {

    @Override
    public String name() {
      return "Kryo";
    }

    @Override
    public void encode(Object value) {
      out.reset();
      kryo.writeClassAndObject(out, value);
    }

    @Override
    public byte[] encoded() {
      return out.toBytes();
    }

    @Override
    public Object decode(byte[] bytes) {
      return kryo.readClassAndObject(new Input(bytes));
    }
  }
}
