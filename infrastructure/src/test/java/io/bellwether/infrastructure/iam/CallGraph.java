package io.bellwether.infrastructure.iam;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which code a class can run, by rapid type analysis: a call on a type reaches every override of it
 * in classes that reachable code creates. It errs to one side only: code may count as reachable
 * that no execution reaches, but not the reverse, reflection aside. Lambdas belong to the method
 * they are written in; what only a library calls back, such as {@code compareTo}, is reachable as
 * soon as its object can exist.
 */
public final class CallGraph {
  /** Only classes below this package have code that is looked into. */
  private final String root;

  private final Set<JavaCodeUnit> reached = new HashSet<>();
  private final Deque<JavaCodeUnit> waiting = new ArrayDeque<>();
  private final Set<JavaClass> created = new HashSet<>();
  private final Set<JavaClass> touched = new HashSet<>();

  /** Methods that were called on a type whose overrides count. */
  private final Set<JavaMethod> dispatched = new HashSet<>();

  private final Set<Call> outward = new TreeSet<>(Comparator.comparing(Call::toString));

  private CallGraph(String root) {
    this.root = root;
  }

  /**
   * A call of a method outside of the code that is looked into.
   *
   * @param owner the full name of the type it is called on
   * @param method the method's name
   */
  public record Call(String owner, String method) {}

  /**
   * The calls outward of everything that Lambda can start in a handler: its constructor without
   * arguments, and its public methods.
   *
   * @param root the package, with those below it, that is looked into
   * @throws IllegalArgumentException if the classes do not include the handler
   */
  public static Set<Call> outwardCalls(JavaClasses classes, String root, String handler) {
    CallGraph graph = new CallGraph(root);
    JavaClass start = classes.get(handler);
    graph.create(start);
    start.tryGetConstructor().ifPresent(graph::reach);
    Stream.concat(Stream.of(start), start.getAllRawSuperclasses().stream())
        .filter(graph::isOurs)
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
        .forEach(graph::reach);
    graph.run();
    return graph.outward;
  }

  private void run() {
    while (!waiting.isEmpty()) {
      JavaCodeUnit unit = waiting.remove();
      unit.getAccessesFromSelf().forEach(this::follow);
      unit.getCodeUnitReferencesFromSelf().forEach(this::follow);
    }
  }

  private void follow(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    if (!isOurs(owner)) {
      outward.add(new Call(owner.getFullName(), access.getTarget().getName()));
      return;
    }
    touch(owner);
    switch (access.getTarget()) {
      case AccessTarget.ConstructorCallTarget constructor -> {
        create(owner);
        constructor.resolveMember().ifPresent(this::reach);
      }
      case AccessTarget.ConstructorReferenceTarget constructor -> {
        create(owner);
        constructor.resolveMember().ifPresent(this::reach);
      }
      case AccessTarget.MethodCallTarget method ->
          method.resolveMember().ifPresentOrElse(this::dispatch, () -> inherited(method));
      case AccessTarget.MethodReferenceTarget method ->
          method.resolveMember().ifPresentOrElse(this::dispatch, () -> inherited(method));
      default -> {}
    }
  }

  /** A method of ours by its type, but of a library by its declaration: nothing to look into. */
  private void inherited(AccessTarget.CodeUnitAccessTarget method) {
    outward.add(new Call(method.getOwner().getFullName(), method.getName()));
  }

  /** The method itself, and whatever overrides it in what was created. */
  private void dispatch(JavaMethod method) {
    reach(method);
    if (dispatched.add(method)) {
      created.forEach(type -> reachOverride(type, method));
    }
  }

  private void reachOverride(JavaClass type, JavaMethod method) {
    if (!type.isAssignableTo(method.getOwner().getFullName())) {
      return;
    }
    Stream.of(
            Stream.of(type),
            type.getAllRawSuperclasses().stream(),
            type.getAllRawInterfaces().stream())
        .flatMap(types -> types)
        .filter(this::isOurs)
        .flatMap(owner -> owner.getMethods().stream())
        .filter(candidate -> shape(candidate).equals(shape(method)))
        .forEach(this::reach);
  }

  /** Overrides are told by this: their parameters may differ from those of a generic method. */
  private static String shape(JavaMethod method) {
    return method.getName() + "/" + method.getRawParameterTypes().size();
  }

  private void create(JavaClass type) {
    if (!isOurs(type) || !created.add(type)) {
      return;
    }
    touch(type);
    dispatched.forEach(method -> reachOverride(type, method));
    Set<JavaClass> libraries =
        Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
            .filter(above -> !isOurs(above))
            .collect(Collectors.toSet());
    // Of a type that was not read, any method may be called back.
    boolean unread = libraries.stream().anyMatch(above -> !above.isFullyImported());
    Set<String> called =
        libraries.stream()
            .flatMap(above -> above.getMethods().stream())
            .map(CallGraph::shape)
            .collect(Collectors.toSet());
    Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
        .filter(this::isOurs)
        .flatMap(owner -> owner.getMethods().stream())
        .filter(method -> unread || called.contains(shape(method)))
        .forEach(this::reach);
  }

  /** A class that is used at all runs its static initialiser. */
  private void touch(JavaClass type) {
    if (isOurs(type) && touched.add(type)) {
      type.getStaticInitializer().ifPresent(this::reach);
      type.getRawSuperclass().ifPresent(this::touch);
    }
  }

  private void reach(JavaCodeUnit unit) {
    if (isOurs(unit.getOwner()) && reached.add(unit)) {
      touch(unit.getOwner());
      if (unit instanceof JavaConstructor constructor) {
        create(constructor.getOwner());
      }
      waiting.add(unit);
    }
  }

  private boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }
}
