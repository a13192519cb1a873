package ds.lab.run;

import ds.core.Step;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.function.Supplier;

/// Folds every step of a run into one number: two runs with equal numbers took the same steps, on
/// whatever machine.
///
/// FNV-1a over the text of times, steps and notes. The text of a record is its components' text, so
/// nothing enters that differs between machines, as hash codes of enums would.
public final class StepHash<M> implements Observer<M> {

  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private long hash = OFFSET_BASIS;

  @Override
  public void stepped(World<M> world, Step<M> step) {
    fold(world.now());
    fold(step.toString());
  }

  @Override
  public void noted(World<M> world, Supplier<String> what) {
    fold(world.now());
    fold(what.get());
  }

  public long value() {
    return hash;
  }

  /// Sixteen hexadecimal digits.
  @Override
  public String toString() {
    String digits = Long.toHexString(hash);
    return "0".repeat(16 - digits.length()) + digits;
  }

  private void fold(long number) {
    for (int shift = 0; shift < 64; shift += 16) {
      fold((char) (number >>> shift));
    }
  }

  private void fold(String text) {
    for (int i = 0; i < text.length(); i++) {
      fold(text.charAt(i));
    }
  }

  private void fold(char c) {
    hash = (hash ^ c) * PRIME;
  }
}
