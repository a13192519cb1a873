package ds.lab.lint.order;

import java.lang.classfile.ClassModel;

/// A place where the order of a hash-ordered collection could show.
///
/// @param line 0 if the class was compiled without line numbers
/// @param used what is done with which collection, such as `HashMap.forEach`
/// @param remedy an instruction
public record Sighting(ClassModel type, int line, String used, String remedy) {}
