package ds.workbench.site.text;

import ds.workbench.site.place.Defect;
import java.util.List;
import java.util.SortedSet;

/// The inside of a page, and what came to light while it was made.
///
/// @param body HTML, from the title on
/// @param sources files and folders that it leads to, which need a page of their own
/// @param images files that it shows
/// @param isLive whether a run can be stepped in it
public record Edition(
    Manuscript manuscript,
    String body,
    SortedSet<String> sources,
    SortedSet<String> images,
    boolean isLive,
    List<Defect> defects) {}
