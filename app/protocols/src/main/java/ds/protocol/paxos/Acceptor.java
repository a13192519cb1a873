package ds.protocol.paxos;

import ds.core.Durable;
import java.util.Optional;

/// What an acceptor must not forget. The proposer's half may be lost: a crash abandons the ballot,
/// and the next one starts from nothing.
///
/// Each record replaces the one before. They are few, since processes stop asking once they know
/// the decision, so nobody clears the old ones away.
///
/// @param promised nothing below this ballot is accepted any more
/// @param accepted what was accepted last
public record Acceptor(Ballot promised, Optional<Proposal> accepted) implements Durable {

  /// Has promised and accepted nothing.
  public static final Acceptor NEW = new Acceptor(Ballot.NONE, Optional.empty());

  Acceptor promising(Ballot ballot) {
    return new Acceptor(ballot, accepted);
  }

  Acceptor accepting(Proposal proposal) {
    return new Acceptor(proposal.ballot(), Optional.of(proposal));
  }
}
