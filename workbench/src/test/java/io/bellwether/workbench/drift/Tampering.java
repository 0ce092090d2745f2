package io.bellwether.workbench.drift;

import io.bellwether.trading.ledger.Ledger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;

/** A ledger of which one answer is another than what is stored. */
final class Tampering {
  private Tampering() {}

  /**
   * The ledger with one question of one store answered otherwise.
   *
   * @param store the method that hands out the store, such as {@code signals}
   * @param question the store's method
   * @param change makes the answer of the true one
   */
  @SuppressWarnings("unchecked")
  static <T> Ledger of(Ledger ledger, String store, String question, UnaryOperator<T> change) {
    return intercepting(
        Ledger.class,
        ledger,
        store,
        truth -> {
          Class<?> type = truth.getClass().getInterfaces()[0];
          return intercepting(
              (Class<Object>) type, truth, question, answer -> change.apply((T) answer));
        });
  }

  /** The ledger with one store in the place of another. */
  @SuppressWarnings("unchecked")
  static <T> Ledger of(Ledger ledger, String store, UnaryOperator<T> change) {
    return intercepting(Ledger.class, ledger, store, truth -> change.apply((T) truth));
  }

  private static <T> T intercepting(
      Class<T> type, T truth, String method, UnaryOperator<Object> change) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              try {
                Object answer = called.invoke(truth, arguments);
                return called.getName().equals(method) ? change.apply(answer) : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
