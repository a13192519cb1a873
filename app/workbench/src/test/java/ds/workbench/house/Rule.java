package ds.workbench.house;

import java.util.List;

/// One rule, put to one source file.
interface Rule {

  List<Offence> offencesIn(SourceFile file);
}
