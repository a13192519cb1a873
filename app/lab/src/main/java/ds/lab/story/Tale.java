package ds.lab.story;

import ds.core.Step;
import ds.lab.story.shrink.Moment;
import ds.lab.world.Action;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What happened in a run, in order, kept to be told.
final class Tale<M> implements Observer<M> {

  /// Something that happened.
  sealed interface Happening<M> {

    long time();

    record Stepped<M>(long time, Step<M> step) implements Happening<M> {}

    record Struck<M>(long time, String words) implements Happening<M> {}

    record Noted<M>(long time, String words) implements Happening<M> {}
  }

  private final List<Happening<M>> happenings = new ArrayList<>();
  private String fault = "";

  List<Happening<M>> happenings() {
    return happenings;
  }

  @Override
  public void stepped(World<M> world, Step<M> step) {
    happenings.add(new Happening.Stepped<>(world.now(), step));
  }

  /// A fault is announced twice, as an action and as a note: the action counts.
  @Override
  public void noted(World<M> world, Supplier<String> what) {
    String words = what.get();
    if (!words.equals(fault)) {
      happenings.add(new Happening.Noted<>(world.now(), words));
    }
    fault = "";
  }

  /// To be called with every moment, before it happens.
  void tell(Moment<M> moment) {
    switch (moment.action()) {
      case Action.Begin<M>(var begun) -> strike(moment.time(), begun.begins());
      case Action.End<M>(var ended) -> strike(moment.time(), ended.ends());
      case Action.Deliver<M> _, Action.Fire<M> _, Action.Sync<M> _ -> {}
    }
  }

  private void strike(long time, String words) {
    fault = words;
    happenings.add(new Happening.Struck<>(time, words));
  }
}
