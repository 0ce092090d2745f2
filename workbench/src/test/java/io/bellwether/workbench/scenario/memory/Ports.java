package io.bellwether.workbench.scenario.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything a process does outside of itself passes through here and is counted; at one of these
 * calls the process can be killed, or something else can happen. What is dead makes no more calls.
 */
final class Ports {
  private final List<String> calls = new ArrayList<>();
  private Consumer<String> before = call -> {};
  private int fatal = -1;
  private boolean carriedOut;
  private boolean dead;

  /** A call to a port. */
  @FunctionalInterface
  interface Call<R, E extends Exception> {
    R make() throws E;
  }

  /** The process dies at the call of that number, from 0: before or after it is carried out. */
  void kill(int call, boolean afterIt) {
    fatal = call;
    carriedOut = afterIt;
  }

  /** What happens just before each call. */
  void before(Consumer<String> action) {
    before = action;
  }

  /** Another process begins. */
  void begin() {
    dead = false;
  }

  boolean isDead() {
    return dead;
  }

  /** The names of all calls so far. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  <R, E extends Exception> R call(String name, Call<R, E> call) throws E {
    if (dead) {
      throw new Killed("already");
    }
    before.accept(name);
    boolean dies = calls.size() == fatal;
    calls.add(name);
    if (dies && !carriedOut) {
      dead = true;
      throw new Killed("before " + name);
    }
    R answer = call.make();
    if (dies) {
      dead = true;
      throw new Killed("after " + name);
    }
    return answer;
  }
}
