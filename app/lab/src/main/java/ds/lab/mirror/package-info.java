/// # Looking into a node
///
/// A node's author writes no plumbing: state is ordinary private fields. So whoever wants to show a
/// node reads the fields themselves, and no class offers a view of its own that could differ.
///
/// **Read** [Mirror].
///
/// | concept                | type     |
/// |------------------------|----------|
/// | a field, as it is shown | [Field] |
/// | what reads them        | [Mirror] |
/// | a node around a node   | [Veil]   |
///
/// **Kept,** and checked by `MirrorTest`: what never changes is not shown, and each part once.
///
/// **Left out:** writing. A node changes by its events alone.
package ds.lab.mirror;
