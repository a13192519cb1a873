package planted.scenario;

/// A system and its bad luck.
public record Duel(String name) {}
