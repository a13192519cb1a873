package planted.runtime;

import planted.protocol.KnowsTheWorkbench;

/// A host that was built for one protocol.
public record KnowsAProtocol(KnowsTheWorkbench protocol) {}
