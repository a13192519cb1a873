package ds.lab.takeover;

import ds.lab.run.Run;
import ds.lab.scenario.Scenario;
import ds.lab.script.stage.Mistake;
import java.util.ArrayList;
import java.util.List;

/// One way that a run went: the seed, and what a hand did.
public final class Branch<M> {

  private final Score<M> score;
  private final List<Choice> choices = new ArrayList<>();

  /// By choice: how many steps had been taken when it was done.
  private final List<Long> stepsAfter = new ArrayList<>();

  private final Tape<M> tape = new Tape<>();
  private final Chronicle<M> chronicle;
  private final Run<M> run;
  private boolean over;

  /// The run of `seed` up to the last of the choices.
  ///
  /// @throws Mistake if a choice makes no sense where it is made
  public Branch(Scenario<M> scenario, long seed, List<Choice> choices) {
    this(Score.of(RunLink.of(scenario.name(), seed).with(choices), scenario));
  }

  /// The run of a score up to the last choice of its link.
  ///
  /// @throws Mistake if a choice makes no sense where it is made
  public Branch(Score<M> score) {
    this.score = score;
    this.chronicle = new Chronicle<>(score.scenario(), tape);
    this.run = new Run<>(chronicle.watched(), score.link().seed(), tape, score.course());
    run.course().record(action -> tape.take(run.course().world(), action));
    upTo(0);
    score.link().choices().forEach(this::act);
  }

  public Score<M> score() {
    return score;
  }

  public Scenario<M> scenario() {
    return score.scenario();
  }

  /// The same run as a branch of its own, as it was after so many steps.
  public Branch<M> forked(long step) {
    Branch<M> fork = new Branch<>(score.with(choicesUpTo(step)));
    fork.upTo(step);
    return fork;
  }

  public Tape<M> tape() {
    return tape;
  }

  public Run<M> run() {
    return run;
  }

  /// When the promises turned.
  public Chronicle<M> chronicle() {
    return chronicle;
  }

  public List<Choice> choices() {
    return List.copyOf(choices);
  }

  /// What had been done at the moment after so many steps. A deed that is a step itself, say to
  /// deliver a message, belongs to the moment after it.
  public List<Choice> choicesUpTo(long step) {
    int done = 0;
    while (done < choices.size() && isDone(done, step)) {
      done++;
    }
    return List.copyOf(choices.subList(0, done));
  }

  private boolean isDone(int choice, long step) {
    long made = choices.get(choice).step();
    return made < step || (made == step && stepsAfter.get(choice) == made);
  }

  /// How many steps have been taken.
  public long steps() {
    return run.course().world().steps();
  }

  /// Whether nothing more will happen by itself.
  public boolean isOver() {
    return over;
  }

  /// Goes on until so many steps have been taken.
  public void upTo(long steps) {
    over = run.upTo(Math.min(steps, RunLink.STEPS_MAX));
    if (over) {
      run.judge();
    }
  }

  /// Does something where the run stands, or further on.
  private void act(Choice choice) {
    upTo(choice.step());
    if (run.watch().violation().isPresent()) {
      throw new Mistake("the run is over at step " + steps() + ", where a promise broke");
    }
    over = run.act(hand -> new Deeds<>(hand).perform(choice.deed()));
    choices.add(choice);
    stepsAfter.add(steps());
  }

  /// Does something now.
  public void act(String deed) {
    act(new Choice(steps(), deed));
  }
}
