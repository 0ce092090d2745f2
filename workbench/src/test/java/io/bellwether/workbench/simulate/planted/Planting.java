package io.bellwether.workbench.simulate.planted;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.JavaModule;

/**
 * A bug in its classes, until this is closed. The classes are transformed again, as an agent may,
 * so that what another agent made of them, such as one that measures coverage, stays.
 */
public final class Planting implements AutoCloseable {
  private final Instrumentation instrumentation = ByteBuddyAgent.install();
  private final List<ResettableClassFileTransformer> transformers = new ArrayList<>();
  private final Set<String> missing = new TreeSet<>();
  private final List<Throwable> failures = new ArrayList<>();

  /**
   * Plants a bug.
   *
   * @throws IllegalStateException if one of its classes could not be changed
   */
  public Planting(PlantedBug bug) {
    for (PlantedBug.Plant plant : bug.plants()) {
      load(plant.type());
      requireMethod(plant);
      missing.add(plant.type());
      transformers.add(
          new AgentBuilder.Default()
              .disableClassFormatChanges()
              .ignore(none())
              .with(RedefinitionStrategy.RETRANSFORMATION)
              .with(listener())
              .type(named(plant.type()))
              .transform((builder, type, loader, module, domain) -> builder.visit(plant.change()))
              .installOn(instrumentation));
    }
    if (!missing.isEmpty() || !failures.isEmpty()) {
      close();
      IllegalStateException failure =
          new IllegalStateException(
              "the bug '" + bug.label() + "' could not be planted " + missing);
      failures.forEach(failure::addSuppressed);
      throw failure;
    }
  }

  @Override
  public void close() {
    for (ResettableClassFileTransformer transformer : transformers.reversed()) {
      transformer.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION);
    }
    transformers.clear();
  }

  /** A class is transformed also where there is nothing in it to plant the bug in. */
  private static void requireMethod(PlantedBug.Plant plant) {
    TypeDescription type = TypePool.Default.ofSystemLoader().describe(plant.type()).resolve();
    if (type.getDeclaredMethods().filter(plant.method()).isEmpty()) {
      throw new IllegalStateException(
          "there is no method %s in %s any more".formatted(plant.method(), plant.type()));
    }
  }

  private static void load(String type) {
    try {
      Class.forName(type);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("there is no class " + type + " any more", e);
    }
  }

  private AgentBuilder.Listener listener() {
    return new AgentBuilder.Listener.Adapter() {
      @Override
      public void onTransformation(
          TypeDescription type,
          @org.jspecify.annotations.Nullable ClassLoader loader,
          @org.jspecify.annotations.Nullable JavaModule module,
          boolean loaded,
          DynamicType made) {
        missing.remove(type.getName());
      }

      @Override
      public void onError(
          String type,
          @org.jspecify.annotations.Nullable ClassLoader loader,
          @org.jspecify.annotations.Nullable JavaModule module,
          boolean loaded,
          Throwable error) {
        failures.add(error);
      }
    };
  }
}
