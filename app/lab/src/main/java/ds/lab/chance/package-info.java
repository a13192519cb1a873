/// # Chance, and time in words
///
/// All chance of a simulated world comes from one seed. [Draws] makes numbers of it, the same on
/// every machine and in the browser; a [Span] is a range of durations from which one is drawn.
///
/// **Read** [Draws].
///
/// *Source:* Steele, Lea and Flood, *Fast Splittable Pseudorandom Number Generators*, 2014.
package ds.lab.chance;
