package planted.trial;

import planted.system.KnowsTheLab;

/// Looks into the server that it is to try from outside.
record KnowsTheServer(KnowsTheLab server) {}
