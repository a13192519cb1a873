/// # Servers that keep notes
///
/// The smallest thing that a Raft can stand below: a list of [notes][Note], to which anybody may
/// add. There are no sessions and no promises to those who add, so what is seen here is Raft's own
/// behaviour.
///
/// **Read** [Notes], then [NoteServer], and its two kinds of clients: a [Crier] says what it has to
/// say at set times, an [Author] waits for each note to be kept before it writes the next.
package ds.scenario.behaviour.notes;
