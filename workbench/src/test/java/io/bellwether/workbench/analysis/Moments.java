package io.bellwether.workbench.analysis;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** The moments before and after each call that a process makes of its ports. */
final class Moments {
  private final int fatal;
  private final Runnable interruption;
  private int passed;

  /**
   * Something happens at one moment.
   *
   * @param fatal an even number 2n is before call n, an odd one 2n + 1 after it
   */
  Moments(int fatal, Runnable interruption) {
    this.fatal = fatal;
    this.interruption = interruption;
  }

  /** Nothing happens. */
  static Moments quiet() {
    return new Moments(-1, () -> {});
  }

  /** The process ends. */
  static Moments killedAt(int moment) {
    return new Moments(
        moment,
        () -> {
          throw new Killed();
        });
  }

  /** The process ends, at once. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  int passed() {
    return passed;
  }

  /** A port whose calls are counted. */
  <T> T around(Class<T> port, T target) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              pass();
              try {
                Object answer = method.invoke(target, arguments);
                pass();
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private void pass() {
    if (passed++ == fatal) {
      interruption.run();
    }
  }
}
