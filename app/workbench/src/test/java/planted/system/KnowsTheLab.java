package planted.system;

import planted.lab.KnowsAProtocol;

/// A server that carries its tester with it.
public record KnowsTheLab(KnowsAProtocol tester) {}
