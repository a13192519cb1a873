package ds.workbench.grade;

import ds.exercise.grading.Mark;
import ds.exercise.task.Exercise;
import ds.exercise.task.TestCase;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Grades as JUnit's XML, which most build servers draw: a suite for each submission.
final class JunitXml {

  private JunitXml() {}

  static String of(Exercise<?> exercise, List<Grade> grades) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", exercise.name());
      for (Grade grade : grades) {
        suite(xml, exercise, grade);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string can be written", e);
    }
    return text + "\n";
  }

  private static void suite(XMLStreamWriter xml, Exercise<?> exercise, Grade grade)
      throws XMLStreamException {
    long passed = grade.marks().stream().filter(Mark::isPassed).count();
    int count = exercise.tests().size();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", clean(grade.submission()));
    xml.writeAttribute("tests", Integer.toString(count));
    xml.writeAttribute("failures", Long.toString(count - passed));
    for (TestCase<?> test : exercise.tests()) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", exercise.packageName());
      xml.writeAttribute("name", test.name());
      if (grade.points(test) == 0) {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", clean(grade.words(test)));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    if (!grade.story().isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(clean(String.join("\n", grade.story())));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /// XML 1.0 has no way to write most control characters.
  private static String clean(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
  }
}
