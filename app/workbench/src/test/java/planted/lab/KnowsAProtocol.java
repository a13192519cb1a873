package planted.lab;

import planted.protocol.KnowsTheWorkbench;

/// A world made for one protocol.
public record KnowsAProtocol(KnowsTheWorkbench protocol) {}
