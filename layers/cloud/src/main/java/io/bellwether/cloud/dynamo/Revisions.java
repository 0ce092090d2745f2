package io.bellwether.cloud.dynamo;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;

/** Raises the revision of a record, as the store does when it writes one. */
final class Revisions {
  private static final String REVISION = "revision";

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private Revisions() {}

  /**
   * A record with its {@code revision} raised by one.
   *
   * @throws IllegalArgumentException if it has none
   */
  static <T extends Record> T raised(T value) {
    try {
      return SHAPES.get(value.getClass()).raised(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot raise the revision of " + value.getClass(), e);
    }
  }

  /**
   * What it takes to copy a record.
   *
   * @param components read its components, in their order
   * @param constructor takes them
   * @param revision which of them is the revision
   */
  private record Shape(List<Method> components, Constructor<?> constructor, int revision) {
    static Shape of(Class<?> type) {
      List<RecordComponent> components = List.of(type.getRecordComponents());
      int revision = components.stream().map(RecordComponent::getName).toList().indexOf(REVISION);
      if (revision < 0) {
        throw new IllegalArgumentException(type + " has no revision");
      }
      try {
        return new Shape(
            components.stream().map(RecordComponent::getAccessor).toList(),
            type.getDeclaredConstructor(
                components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new)),
            revision);
      } catch (NoSuchMethodException e) {
        throw new IllegalArgumentException(type + " is no record", e);
      }
    }

    @SuppressWarnings("unchecked") // A record's constructor makes the record's class.
    <T> T raised(T value) throws ReflectiveOperationException {
      Object[] arguments = new Object[components.size()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = components.get(i).invoke(value);
      }
      arguments[revision] = (long) arguments[revision] + 1;
      return (T) constructor.newInstance(arguments);
    }
  }
}
