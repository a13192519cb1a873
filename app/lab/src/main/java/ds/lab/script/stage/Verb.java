package ds.lab.script.stage;

/// A command that a script can give.
///
/// @param usage its name and what may follow, such as `crash NODES [keep=N]`
/// @param meaning what it does on the stage
public record Verb<M>(String usage, Meaning<M> meaning) {

  /// What a verb does.
  public interface Meaning<M> {

    /// @param words what followed the verb
    void perform(Stage<M> stage, Words words);
  }

  public String name() {
    int end = usage.indexOf(' ');
    return end < 0 ? usage : usage.substring(0, end);
  }
}
