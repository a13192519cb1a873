package ds.lab.lint.order;

import java.lang.classfile.Opcode;
import java.util.Arrays;

/// What may lie in the local variables and on the operand stack before one instruction.
///
/// Each word holds the name of a hash-ordered collection that may be there, such as `HashMap`, or
/// [#PLAIN]. A long or a double takes two words, as in the virtual machine's specification.
final class Frame {

  static final String PLAIN = "";

  private final String[] locals;
  private final String[] stack;
  private int depth;

  Frame(int locals, int stack) {
    this.locals = new String[locals];
    this.stack = new String[stack];
    Arrays.fill(this.locals, PLAIN);
    Arrays.fill(this.stack, PLAIN);
  }

  private Frame(Frame other) {
    locals = other.locals.clone();
    stack = other.stack.clone();
    depth = other.depth;
  }

  Frame copy() {
    return new Frame(this);
  }

  /// The same variables, with an exception on the stack.
  Frame thrown() {
    Frame handler = copy();
    Arrays.fill(handler.stack, PLAIN);
    handler.depth = 1;
    return handler;
  }

  String local(int slot) {
    return locals[slot];
  }

  void setLocal(int slot, String what) {
    locals[slot] = what;
  }

  void push(String what) {
    stack[depth++] = what;
  }

  void pushPlain(int words) {
    for (int i = 0; i < words; i++) {
      push(PLAIN);
    }
  }

  String pop() {
    return stack[--depth];
  }

  void pop(int words) {
    depth -= words;
  }

  /// Carries out one of the instructions that only move words about.
  void rearrange(Opcode opcode) {
    switch (opcode) {
      case POP -> pop(1);
      case POP2 -> pop(2);
      case DUP -> duplicate(1, 0);
      case DUP_X1 -> duplicate(1, 1);
      case DUP_X2 -> duplicate(1, 2);
      case DUP2 -> duplicate(2, 0);
      case DUP2_X1 -> duplicate(2, 1);
      case DUP2_X2 -> duplicate(2, 2);
      case SWAP -> {
        duplicate(1, 1);
        pop(1);
      }
      default -> throw new IllegalArgumentException("does not rearrange the stack: " + opcode);
    }
  }

  /// Puts a copy of the topmost words under those that lie `below` them.
  private void duplicate(int words, int below) {
    int from = depth - words - below;
    String[] top = Arrays.copyOfRange(stack, depth - words, depth);
    System.arraycopy(stack, from, stack, from + words, words + below);
    System.arraycopy(top, 0, stack, from, words);
    depth += words;
  }

  /// Adds what may be here when control comes from elsewhere too, and tells whether that was new.
  boolean join(Frame other) {
    boolean joinedLocals = join(locals, other.locals, locals.length);
    boolean joinedStack = join(stack, other.stack, depth);
    return joinedLocals || joinedStack;
  }

  private static boolean join(String[] into, String[] from, int length) {
    boolean changed = false;
    for (int i = 0; i < length; i++) {
      if (into[i].equals(PLAIN) && !from[i].equals(PLAIN)) {
        into[i] = from[i];
        changed = true;
      }
    }
    return changed;
  }
}
