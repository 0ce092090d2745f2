package io.bellwether.cloud.lambda;

import java.util.Map;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function across a snapshot. With SnapStart Lambda initialises a function once, keeps an image
 * of the process, and starts every execution environment from that image, perhaps days later and
 * many at a time. So what is in the image must fit all of them.
 *
 * <p>Here that is code, loaded and compiled by a rehearsal, and nothing else: after the restore the
 * function is made anew from its environment, with secrets that were not read yet, connections that
 * were not made yet, and a name of its own for its attempts to write. Nothing has to be refreshed
 * piece by piece, and so no piece can be forgotten.
 */
final class Snapshot<T> implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger("function");

  private final Supplier<? extends T> anew;
  private final Runnable rehearsal;
  private volatile @Nullable T restored;

  private Snapshot(Supplier<? extends T> anew, Runnable rehearsal) {
    this.anew = anew;
    this.rehearsal = rehearsal;
  }

  /** Whether a snapshot will be taken of a process with these variables. */
  static boolean isPlanned(Map<String, String> variables) {
    return "snap-start".equals(variables.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  /**
   * Asks to be told of snapshot and restore. To be kept by the caller: the runtime keeps it weakly.
   *
   * @param anew makes what takes over after the restore
   * @param rehearsal runs before the snapshot; its failure prevents nothing
   */
  static <T> Snapshot<T> register(Supplier<? extends T> anew, Runnable rehearsal) {
    Snapshot<T> snapshot = new Snapshot<>(anew, rehearsal);
    Core.getGlobalContext().register(snapshot);
    return snapshot;
  }

  /** What was made after the restore, or the one given if there was none. */
  T current(T initial) {
    T made = restored;
    return made == null ? initial : made;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      rehearsal.run();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("the rehearsal failed; a restored function starts more slowly");
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    restored = anew.get();
  }
}
