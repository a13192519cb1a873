package planted.protocol;

import planted.workbench.Screen;

/// A protocol that draws itself.
public record KnowsTheWorkbench(Screen screen) {}
