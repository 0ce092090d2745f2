package io.bellwether.cloud.dynamo;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

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

  /** What it takes to copy a record. */
  private record Shape(RecordComponent[] components, Constructor<?> constructor, int revision) {
    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types =
          Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      for (int i = 0; i < components.length; i++) {
        if (components[i].getName().equals(REVISION)) {
          try {
            return new Shape(components, type.getDeclaredConstructor(types), i);
          } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is not a record", e);
          }
        }
      }
      throw new IllegalArgumentException(type + " has no revision");
    }

    @SuppressWarnings("unchecked") // A record's constructor makes the record's class.
    <T> T raised(T value) throws ReflectiveOperationException {
      Object[] arguments = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        arguments[i] = components[i].getAccessor().invoke(value);
      }
      arguments[revision] = (long) arguments[revision] + 1;
      return (T) constructor.newInstance(arguments);
    }
  }
}
