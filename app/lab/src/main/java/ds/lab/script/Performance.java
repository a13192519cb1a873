package ds.lab.script;

import ds.lab.script.stage.Mistake;

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
  static Performance of(String name, String text, Language language) {
    return of(name, text, language.play());
  }

  /// @param play one that has not begun
  static Performance of(String name, String text, Play play) {
    var reading = Script.read(name, text);
    if (!reading.mistake().isEmpty()) {
      return new Malformed(reading.mistake());
    }
    return new Rehearsal(reading.script(), play).run();
  }

  /// A new script, which says below each block of `commands` what that prints. Where something goes
  /// wrong in the world it ends, and says nothing of it: so it fails until that is mended.
  ///
  /// @throws Mistake if the commands have one
  static String transcript(String name, String commands, Language language) {
    var reading = Script.read(name, commands);
    if (!reading.mistake().isEmpty()) {
      throw new Mistake(reading.mistake());
    }
    return new Rehearsal(reading.script(), language.play()).transcript();
  }
}
