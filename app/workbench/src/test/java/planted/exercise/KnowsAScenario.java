package planted.exercise;

import planted.scenario.Duel;

/// An exercise that only repeats what there is.
public record KnowsAScenario(Duel duel) {}
