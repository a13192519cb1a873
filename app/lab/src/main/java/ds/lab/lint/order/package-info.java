/// # Where could the order of a hash table show?
///
/// The order of a HashMap is nobody's promise: it differs between class libraries, and for enums
/// and plain objects between two runs of one program. Looking things up in it is harmless and fast.
/// The lint forbids the one and allows the other, so it has to know which `Map` in the bytecode is
/// a HashMap; the declared types do not tell.
///
/// Every method is carried out on an abstract machine whose values are only "may be a HashMap" or
/// "is not". What the methods pass to each other through fields, parameters and results is
/// collected until nothing is added any more.
///
/// **Read** [HashOrder], then [Calls], where the verdicts are given.
///
/// | concept                                        | type         |
/// |------------------------------------------------|--------------|
/// | abstract state before an instruction           | [Frame]      |
/// | abstract state between methods                 | [Places]     |
/// | what an instruction does to it                 | [Steps]      |
/// | what a call does to it                         | [Calls]      |
/// | what a lambda passes on                        | [Lambdas]    |
/// | a place where the order could show             | [Sighting]   |
///
/// **Kept:** sightings err on the safe side. A hash-ordered collection that goes where it cannot be
/// followed (into an array, into another collection, to foreign code) is a sighting.
///
/// **Left out:** `Set.of`, `Map.of` and their like, which the table of members refuses outright.
///
/// *Source:* G. Kildall, *A unified approach to global program optimization*, 1973.
package ds.lab.lint.order;
