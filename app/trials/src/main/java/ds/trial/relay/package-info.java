/// # Links between servers that can be cut
///
/// A network fails in more ways than a dead cable: one direction of a link, a link between two
/// members that both still reach a third, a link that has become slow. Real servers must be seen
/// through all of it, without the rights of a superuser and without another machine.
///
/// The idea: members are told addresses at which a [Relay] listens, one for each member, and the
/// relay calls the member itself. Which member is calling, its process tells: Linux knows to which
/// process the other end of a connection belongs. So the servers say and know nothing of all this,
/// whoever made them. Each ordered pair of members has a [Line], and everything from the one to the
/// other goes over it, on whichever connection: who made a connection does not matter to a cable.
///
/// **Read** [Relay], then [Line] and [Weather].
///
/// | concept                                       | type             |
/// |-----------------------------------------------|------------------|
/// | all lines between the members of a cluster    | [Relay]          |
/// | one direction between two members             | [Line]           |
/// | what happens to bytes on it                   | [Weather]        |
/// | whose connection it is                        | [Callers]        |
///
/// **Kept:** what goes from one member to another under a cut does not arrive while it lasts, and
/// under [Weather.Lossy] never; other lines do not notice (`RelayTest`). A connection is never left
/// with a gap. A relay holds 64 KB for each direction of each connection.
///
/// **Not kept:** the delay of a slow line to the millisecond: it is that of each read, so it comes
/// on top of itself when a lot is sent at once.
///
/// **Left out:** single packets lost, doubled or reordered: TCP hides them from the members.
package ds.trial.relay;
