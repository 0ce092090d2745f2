package io.bellwether.workbench.scenario.ticks;

import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.Submission;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;

/** A broker on the way to which orders are lost at times. */
final class LossyBroker {
  private LossyBroker() {}

  /** The broker, with orders lost for as long as it says so. */
  static Broker around(Broker broker, BooleanSupplier lost) {
    return (Broker)
        Proxy.newProxyInstance(
            Broker.class.getClassLoader(),
            new Class<?>[] {Broker.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("submit") && lost.getAsBoolean()) {
                return new Submission.Unknown("no answer");
              }
              try {
                return method.invoke(broker, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
