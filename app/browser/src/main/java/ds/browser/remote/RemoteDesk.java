package ds.browser.remote;

import ds.browser.Desk;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A [Desk] that is asked in text, and the module that asks it for a page.
public final class RemoteDesk {

  /// The page's debugger waits for each answer, as it does for that of an engine in the page.
  private static final String MODULE =
      """
      // The engine, which answers from the machine that serves this page.

      const ask = (...words) => {
        const request = new XMLHttpRequest();
        request.open('POST', new URL('ask', import.meta.url), false);
        request.send(words.join('\\n'));
        return request.responseText;
      };
      """;

  private final Desk desk;
  private final SortedMap<String, Method> questions = new TreeMap<>();

  public RemoteDesk(Desk desk) {
    this.desk = desk;
    for (Method method : Desk.class.getMethods()) {
      if (method.getDeclaringClass() == Desk.class && !Modifier.isStatic(method.getModifiers())) {
        questions.put(method.getName(), method);
      }
    }
  }

  /// What a page imports. It sends each question to `ask`, beside itself.
  public String module() {
    StringBuilder module = new StringBuilder(MODULE);
    questions.forEach((name, question) -> {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < question.getParameterCount(); i++) {
        words.add("word" + i);
      }
      String given = String.join(", ", words);
      String sent = words.isEmpty() ? "" : ", " + given;
      module.append("export const %s = (%s) => ask('%s'%s);\n".formatted(name, given, name, sent));
    });
    return module.toString();
  }

  /// Answers in JSON.
  ///
  /// @param question its name, and each of its words in a line of its own
  public synchronized String answer(String question) {
    List<String> lines = question.lines().toList();
    Method asked = lines.isEmpty() ? null : questions.get(lines.getFirst());
    if (asked == null) {
      return Desk.error("nobody knows this question; expected one of " + questions.keySet());
    }
    List<String> words = lines.subList(1, lines.size());
    try {
      return (String) asked.invoke(desk, values(asked, words).toArray());
    } catch (NumberFormatException e) {
      return Desk.error("found " + words + "; expected numbers where the engine takes numbers");
    } catch (InvocationTargetException e) {
      return Desk.error("the nodes cannot be run: " + e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a public method can be called", e);
    }
  }

  /// A word too few is an empty one, which no line stands for at the end.
  private static List<Object> values(Method question, List<String> words) {
    List<Object> values = new ArrayList<>();
    Class<?>[] types = question.getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      String word = i < words.size() ? words.get(i) : "";
      values.add(types[i] == int.class ? (Object) Integer.parseInt(word) : word);
    }
    return values;
  }
}
