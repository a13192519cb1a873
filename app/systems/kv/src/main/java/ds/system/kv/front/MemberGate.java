package ds.system.kv.front;

import ds.system.kv.auth.Rules;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request;
import ds.system.kv.store.Revision;
import java.util.List;
import java.util.function.Consumer;

/// The front's only way to its member: all that it asks, and all that it is told.
///
/// Whoever runs a member provides this, over the member's mailbox:
///
/// | the front        | the member's side                                                        |
/// |------------------|--------------------------------------------------------------------------|
/// | [#ask]           | a `Call` in the mailbox; the reply is found again by the call's id       |
/// | [#follow]        | what a step's `Changed` says, on the member's thread                     |
/// | [#revision] …    | volatile fields, written at the end of each step                         |
/// | [#rules]         | the same; they change without their revision when auth is enabled        |
///
/// At the end of a step the order is: the fields, then the follower, then the replies. So whoever
/// has an answer finds the member as new as the answer, and a watch that begins at "now" misses
/// nothing.
public interface MemberGate {

  long clusterId();

  long memberId();

  /// The term that this member has seen last.
  long term();

  /// The number of the member that leads as far as this one knows; 0 if it knows none.
  long leader();

  /// Whether this member has no vote, as far as it knows.
  boolean isLearner();

  /// The last revision of the store that this member has applied.
  long revision();

  /// The oldest revision that it still knows all of; -1 if it has never forgotten any.
  long compacted();

  /// Who may do what, as of what this member has applied.
  Rules rules();

  /// Asks the member. Never waits, may be called on any thread, and `reply` is called once: on the
  /// member's thread, which it must not hold up; on another one, if there is much to be looked
  /// through; or at once on this one, if too many wait. Of what is under way when the server ends
  /// nobody hears any more.
  void ask(Request request, Consumer<Answer> reply);

  /// Has changes told as they are made, in order, to a single follower. A gap is allowed, after a
  /// snapshot was installed: the next revision that is told is not the next one then, and the
  /// follower asks for what is missing.
  void follow(Consumer<List<Revision>> follower);
}
