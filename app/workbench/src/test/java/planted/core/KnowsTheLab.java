package planted.core;

import planted.lab.KnowsAProtocol;

/// An algorithm that knows its tester, which also closes a cycle.
public record KnowsTheLab(KnowsAProtocol tester) {}
