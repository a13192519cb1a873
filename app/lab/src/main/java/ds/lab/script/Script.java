package ds.lab.script;

import ds.lab.script.stage.Mistake;
import ds.lab.script.stage.Words;
import java.util.ArrayList;
import java.util.List;

/// A scenario as text. [Performance] plays it.
///
/// ```
/// script  = { prose | blank | block }
/// prose   = "#" …                                a line that is told, not done
/// block   = line { line } [ "----" { printed } ] up to a blank line or the end
/// line    = command { ";" command } | prose
/// command = verb { word }
/// ```
///
/// @param name for messages: the name of its file
/// @param lines its text, kept as it is so that it can be rewritten
record Script(String name, List<String> lines, List<Block> blocks) {

  /// Larger texts than anybody reads are refused, so that a wrong file does no harm.
  static final int CHARACTERS_MAX = 256 * 1024;

  static final int COMMANDS_MAX = 2_000;
  static final int WORDS_MAX = 64;
  static final int WORD_LENGTH_MAX = 200;

  private static final String SEPARATOR = "----";

  /// One thing to do.
  ///
  /// @param line where it stands, counted from 1
  record Command(int line, List<String> words) {

    String verb() {
      return words.getFirst();
    }
  }

  /// Commands, and what they are expected to print.
  ///
  /// @param from the index of its first line
  /// @param separator the index of its line `----`, or of the line after its commands if it has
  ///   none
  /// @param to the index of the line after it
  record Block(int from, int separator, int to, List<Command> commands) {

    /// Where it begins, counted from 1.
    int line() {
      return from + 1;
    }
  }

  /// A text, as far as it can be read.
  ///
  /// @param mistake what is wrong with it, with name and line; empty if nothing is
  record Reading(Script script, String mistake) {}

  static Reading read(String name, String text) {
    List<String> lines = lines(text);
    List<Block> blocks = new ArrayList<>();
    var reader = new Reader(lines, blocks);
    String mistake = "";
    try {
      if (text.length() > CHARACTERS_MAX) {
        throw new Mistake("the text is longer than " + CHARACTERS_MAX + " characters");
      }
      reader.read();
    } catch (Mistake m) {
      mistake = name + ":" + (reader.at + 1) + ": " + m.what();
    }
    return new Reading(new Script(name, lines, blocks), mistake);
  }

  /// What it tells before its first command.
  String story() {
    StringBuilder story = new StringBuilder();
    for (String line : lines) {
      if (!line.startsWith("#")) {
        break;
      }
      story.append(story.isEmpty() ? "" : " ").append(line.substring(1).strip());
    }
    return story.toString();
  }

  /// What `block` is expected to print.
  List<String> expected(Block block) {
    return block.separator() >= block.to()
        ? List.of()
        : lines.subList(block.separator() + 1, block.to());
  }

  /// Whether `block` says what it prints; a new one may leave it to be rewritten.
  boolean hasExpectation(Block block) {
    return block.separator() < block.to();
  }

  /// The commands of `block`, as they were written.
  List<String> asked(Block block) {
    return lines.subList(block.from(), block.separator());
  }

  /// The same text, but that each block expects what it `printed`.
  String rewritten(List<List<String>> printed) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      append(text, lines.subList(at, block.separator()));
      append(text, List.of(SEPARATOR));
      append(text, printed.get(i));
      at = block.to();
    }
    append(text, lines.subList(at, lines.size()));
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> lines) {
    for (String line : lines) {
      text.append(line).append('\n');
    }
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      lines.add(text.substring(from, to).stripTrailing());
      from = to + 1;
    }
    return lines;
  }

  /// Reads line by line; [#at] is where it stands, for whoever finds a mistake.
  private static final class Reader {

    private final List<String> lines;
    private final List<Block> blocks;
    private int at;
    private int commandsRead;

    Reader(List<String> lines, List<Block> blocks) {
      this.lines = lines;
      this.blocks = blocks;
    }

    void read() {
      while (at < lines.size()) {
        if (lines.get(at).isBlank() || isProse()) {
          at++;
        } else {
          blocks.add(block());
        }
      }
    }

    private Block block() {
      int from = at;
      List<Command> commands = new ArrayList<>();
      while (at < lines.size() && !lines.get(at).isBlank() && !isSeparator()) {
        if (!isProse()) {
          readCommands(commands);
        }
        at++;
      }
      if (commands.isEmpty()) {
        throw new Mistake("found '" + SEPARATOR + "'; expected commands above it");
      }
      int separator = at;
      while (at < lines.size() && !lines.get(at).isBlank()) {
        at++;
      }
      return new Block(from, separator, at, List.copyOf(commands));
    }

    private void readCommands(List<Command> commands) {
      for (String part : Words.parts(lines.get(at), ';')) {
        List<String> words = words(part);
        if (!words.isEmpty()) {
          commands.add(new Command(at + 1, words));
          commandsRead++;
        }
      }
      if (commandsRead > COMMANDS_MAX) {
        throw new Mistake("a script has at most " + COMMANDS_MAX + " commands");
      }
    }

    private static List<String> words(String text) {
      List<String> words = new ArrayList<>();
      String spaced = text.replace("|", " | ").replace('\t', ' ');
      for (String word : Words.parts(spaced, ' ')) {
        if (!word.isEmpty()) {
          words.add(printable(word));
        }
      }
      if (words.size() > WORDS_MAX) {
        throw new Mistake("a command has at most " + WORDS_MAX + " words");
      }
      return List.copyOf(words);
    }

    private static String printable(String word) {
      if (word.length() > WORD_LENGTH_MAX) {
        throw new Mistake("a word has at most " + WORD_LENGTH_MAX + " characters");
      }
      for (int i = 0; i < word.length(); i++) {
        if (word.charAt(i) <= ' ' || word.charAt(i) >= 0x7f) {
          throw new Mistake(
              "found character "
                  + (int) word.charAt(i)
                  + " in a command; expected printable ASCII");
        }
      }
      return word;
    }

    private boolean isProse() {
      return lines.get(at).strip().startsWith("#");
    }

    private boolean isSeparator() {
      return lines.get(at).strip().equals(SEPARATOR);
    }
  }
}
