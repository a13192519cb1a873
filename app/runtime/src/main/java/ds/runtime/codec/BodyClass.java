package ds.runtime.codec;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_MethodHandles;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.DEFAULT_NAME;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes the [Body] of a record class: what somebody would write by hand, component by component.
///
/// For `record Position(LogIndex index, long term)` it is
///
/// ```
/// public void write(Object value, ByteWriter out) {
///   SHAPE_0.write(ACCESSOR_0.invokeExact(value), out);
///   out.writeLong(ACCESSOR_1.invokeExact(value));
/// }
///
/// public Object read(ByteReader in) {
///   return CONSTRUCTOR.invokeExact(in.shapeOrAbsent(SHAPE_0), in.longOrZero());
/// }
/// ```
///
/// Shapes and handles are constants of the class, so that calls through them cost nothing once
/// compiled. Handles reach private records of any package and class loader. Constants are looked up
/// when the code first runs: by then all shapes are known, though a record may contain itself.
final class BodyClass {

  /// The methods of writer and reader for a primitive type.
  private enum Primitive {
    LONG("writeLong", "longOrZero"),
    INT("writeInt", "intOrZero"),
    SHORT("writeShort", "shortOrZero"),
    BYTE("writeByte", "byteOrZero"),
    BOOLEAN("writeBoolean", "booleanOrFalse");

    private final String write;
    private final String read;

    Primitive(String write, String read) {
      this.write = write;
      this.read = read;
    }

    static Primitive of(Class<?> type) {
      return valueOf(type.getName().toUpperCase(Locale.ROOT));
    }
  }

  private static final DirectMethodHandleDesc CLASS_DATA_AT =
      ConstantDescs.ofConstantBootstrap(CD_MethodHandles, "classDataAt", CD_Object, CD_int);

  private static final ClassDesc SHAPE = descOf(Shape.class);
  private static final ClassDesc WRITER = descOf(ByteWriter.class);
  private static final ClassDesc READER = descOf(ByteReader.class);
  private static final MethodTypeDesc WRITE = MethodTypeDesc.of(CD_void, CD_Object, WRITER);
  private static final MethodTypeDesc READ = MethodTypeDesc.of(CD_Object, READER);
  private static final MethodTypeDesc READ_SHAPE = MethodTypeDesc.of(CD_Object, SHAPE);

  private final List<Class<?>> types = new ArrayList<>();

  /// The constructor, the accessors, and then the shapes of the components.
  private final List<Object> constants = new ArrayList<>();

  private BodyClass(Class<?> type) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    for (RecordComponent component : type.getRecordComponents()) {
      types.add(component.getType());
      constants.add(erased(lookup.unreflect(component.getAccessor())));
    }
    MethodType signature = MethodType.methodType(void.class, types);
    constants.addFirst(erased(lookup.findConstructor(type, signature)));
  }

  /// With `Object` in the place of every class, since the made class need not see the record's.
  private static MethodHandle erased(MethodHandle handle) {
    return handle.asType(handle.type().erase());
  }

  /// A body that works as soon as it knows the shapes of the components.
  record Draft(Body body, List<Object> constants) {

    /// @param shapes one for each component, used or not
    void complete(List<Shape> shapes) {
      constants.addAll(shapes);
    }
  }

  static Draft draft(Class<?> type) {
    try {
      BodyClass made = new BodyClass(type);
      ClassDesc name = ClassDesc.of(Body.class.getName() + "Of" + type.getSimpleName());
      byte[] bytes = ClassFile.of().build(name, made::define);
      Class<?> body =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes, made.constants, true)
              .lookupClass();
      return new Draft((Body) body.getConstructor().newInstance(), made.constants);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + " cannot be reached", e);
    }
  }

  private void define(ClassBuilder made) {
    made.withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL)
        .withInterfaceSymbols(descOf(Body.class))
        .withMethodBody(INIT_NAME, MTD_void, ClassFile.ACC_PUBLIC, BodyClass::defineConstructor)
        .withMethodBody("write", WRITE, ClassFile.ACC_PUBLIC, this::defineWrite)
        .withMethodBody("read", READ, ClassFile.ACC_PUBLIC, this::defineRead);
  }

  private static void defineConstructor(CodeBuilder code) {
    code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_();
  }

  private void defineWrite(CodeBuilder code) {
    for (int i = 0; i < types.size(); i++) {
      Class<?> type = types.get(i);
      if (type.isPrimitive()) {
        code.aload(2);
        get(i, code);
        code.invokevirtual(
            WRITER, Primitive.of(type).write, MethodTypeDesc.of(CD_void, descOf(type)));
      } else {
        shape(i, code);
        get(i, code);
        code.aload(2).invokeinterface(SHAPE, "write", WRITE);
      }
    }
    code.return_();
  }

  /// Puts the value of a component on the stack.
  private void get(int component, CodeBuilder code) {
    code.loadConstant(constant(1 + component, CD_MethodHandle)).aload(1);
    invokeExact((MethodHandle) constants.get(1 + component), code);
  }

  private void defineRead(CodeBuilder code) {
    code.loadConstant(constant(0, CD_MethodHandle));
    for (int i = 0; i < types.size(); i++) {
      Class<?> type = types.get(i);
      code.aload(1);
      if (type.isPrimitive()) {
        code.invokevirtual(READER, Primitive.of(type).read, MethodTypeDesc.of(descOf(type)));
      } else {
        shape(i, code);
        code.invokevirtual(READER, "shapeOrAbsent", READ_SHAPE);
      }
    }
    invokeExact((MethodHandle) constants.getFirst(), code);
    code.areturn();
  }

  private void shape(int component, CodeBuilder code) {
    code.loadConstant(constant(1 + types.size() + component, SHAPE));
  }

  private static void invokeExact(MethodHandle handle, CodeBuilder code) {
    code.invokevirtual(
        CD_MethodHandle, "invokeExact", handle.type().describeConstable().orElseThrow());
  }

  private static DynamicConstantDesc<Object> constant(int index, ClassDesc type) {
    return DynamicConstantDesc.ofNamed(CLASS_DATA_AT, DEFAULT_NAME, type, index);
  }

  private static ClassDesc descOf(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }
}
