package ds.protocol.paxos;

/// A value under a ballot. One ballot never carries two values.
public record Proposal(Ballot ballot, String value) {}
