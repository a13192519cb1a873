package ds.workbench.research;

import java.util.function.Consumer;

/// A case study that can be made again.
public interface Study {

  /// Also its folder in `research/`.
  String name();

  /// In a sentence.
  String about();

  /// How many trials each number in the text rests on.
  int trials();

  /// Makes all of it.
  ///
  /// @param trials instead of the usual number
  /// @param progress is told what is being done
  Findings make(int trials, Consumer<String> progress);
}
