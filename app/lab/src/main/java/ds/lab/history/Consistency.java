package ds.lab.history;

/// What a history can be judged by, the strongest first.
public enum Consistency {
  LINEARIZABLE("linearizable"),
  SEQUENTIAL("sequentially consistent"),
  SESSION("consistent within every session");

  private final String words;

  Consistency(String words) {
    this.words = words;
  }

  /// What is said of a history that has the property.
  public String words() {
    return words;
  }
}
