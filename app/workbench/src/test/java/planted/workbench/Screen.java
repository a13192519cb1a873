package planted.workbench;

import planted.core.KnowsTheLab;

/// What a person touches; it may know everything.
public record Screen(KnowsTheLab shown) {}
