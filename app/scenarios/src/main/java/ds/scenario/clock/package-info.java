/// # Clocks among machines whose clocks lie
///
/// Servers send each other notes, and stamp each event with all three times of `ds.protocol.clock`.
/// Meanwhile their own clocks drift and jump. A judge that sees everything knows which event can
/// have led to which, and holds the times to it.
///
/// **Read** [ClockScenarios], then `Causality`, which knows without any clock.
///
/// | in the paper            | here                          |
/// |-------------------------|-------------------------------|
/// | happened before, →      | `Causality`                   |
/// | the clock condition     | `Stamping`                    |
/// | the strong one          | `Faithful`                    |
package ds.scenario.clock;
