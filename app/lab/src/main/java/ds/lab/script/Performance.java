package ds.lab.script;

import ds.lab.world.Observer;

/// What became of a script that was played from its first line to its last.
///
/// A script may show how a promise is broken, if it ends there and its author has written the line
/// `VIOLATED: …` by hand: no rewriting ever adds one.
public sealed interface Performance {

  /// Every block printed what it is expected to.
  record Passed(int blocks) implements Performance {}

  /// Some block printed something else, though nothing broke.
  ///
  /// @param difference for people: the blocks, with `-` before the lines that were expected and `+`
  ///   before those that were printed
  /// @param rewritten the text that expects what was printed
  record Differs(String difference, String rewritten) implements Performance {}

  /// The text has a mistake, which its author has to put right.
  ///
  /// @param why with file and line, what was found and what was expected
  record Malformed(String why) implements Performance {}

  /// A property broke or a node failed: nothing that rewriting could mend.
  ///
  /// @param why with file and line
  record Failed(String why) implements Performance {}

  /// Plays a script.
  ///
  /// @param name for messages: the name of its file
  /// @param text the script
  static <M> Performance of(String name, String text, Language<M> language) {
    return of(name, text, language, (_, _) -> {});
  }

  /// @param observer sees every step
  static <M> Performance of(String name, String text, Language<M> language, Observer<M> observer) {
    var reading = Script.read(name, text);
    if (!reading.mistake().isEmpty()) {
      return new Malformed(reading.mistake());
    }
    return new Rehearsal<>(reading.script(), new Play<>(language, observer)).run();
  }
}
