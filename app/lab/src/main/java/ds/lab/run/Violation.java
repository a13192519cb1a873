package ds.lab.run;

/// A property that broke.
///
/// @param property its name
/// @param why what was wrong, in a sentence
/// @param step the number of steps that had been taken
/// @param time in nanoseconds of virtual time
public record Violation(String property, String why, long step, long time) {}
