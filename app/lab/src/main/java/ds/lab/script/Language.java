package ds.lab.script;

/// What the scripts in one folder can say: those about a protocol move its nodes by hand, step by
/// step; those about runs let a seed do so.
public interface Language {

  /// The name of the folder: `paxos`.
  String name();

  /// A play in which nothing has been done yet.
  Play play();
}
