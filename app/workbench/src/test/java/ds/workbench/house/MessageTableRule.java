package ds.workbench.house;

import static java.util.stream.Collectors.joining;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/// Every message of a protocol stands in the table of its family or of its package, since that
/// table is the conversation on one page.
final class MessageTableRule {

  private MessageTableRule() {}

  /// @param files the main sources of one package
  static List<Offence> messages(String name, Set<SourceFile> files) {
    var offences = new ArrayList<Offence>();
    if (name.startsWith("ds.protocol.")) {
      String tables = files.stream().map(MessageTableRule::tableRows).collect(joining("\n"));
      files.forEach(file -> unlisted(file, tables, offences));
    }
    return offences;
  }

  private static String tableRows(SourceFile file) {
    return file.text().lines().filter(line -> line.startsWith("/// |")).collect(joining("\n"));
  }

  private static void unlisted(SourceFile file, String tables, List<Offence> offences) {
    for (Tree type : file.unit().getTypeDecls()) {
      if (type instanceof ClassTree family && isFamily(family)) {
        messagesOf(family)
            .filter(message -> !isListed(message.getSimpleName().toString(), tables))
            .map(message -> file.offence(message, message.getSimpleName() + " is in no table"))
            .forEach(offences::add);
      }
    }
  }

  private static boolean isFamily(ClassTree type) {
    return type.getKind() == Tree.Kind.INTERFACE
        && type.getModifiers().getFlags().contains(Modifier.SEALED)
        && type.getSimpleName().toString().endsWith("Message");
  }

  private static Stream<ClassTree> messagesOf(ClassTree family) {
    return family.getMembers().stream()
        .filter(member -> member.getKind() == Tree.Kind.RECORD)
        .map(ClassTree.class::cast)
        .filter(record ->
            record.getImplementsClause().stream()
                .anyMatch(it -> it.toString().equals(family.getSimpleName().toString())));
  }

  /// Named as a link, alone or behind its family: `[Prepare]`, `[PaxosMessage.Prepare]`.
  private static boolean isListed(String message, String tables) {
    return tables.contains("[" + message + "]") || tables.contains("." + message + "]");
  }
}
