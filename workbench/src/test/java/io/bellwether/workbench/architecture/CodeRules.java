package io.bellwether.workbench.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What code may do: no hidden inputs, no hidden outputs, exact money, nothing null. */
final class CodeRules {
  private CodeRules() {}

  /** The rules for classes in packages below {@code root}. */
  static List<HouseRule> below(String root) {
    return List.of(
        new HouseRule("a strategy is a pure function", pureStrategies(root), "strategy.ReadsAFile"),
        new HouseRule("time and chance are handed in", handedIn(root), "market.ReadsTheClock"),
        new HouseRule("the system clock is wired at the edge", clock(root), "trading.WiresAClock"),
        new HouseRule("only Pause sleeps", sleep(root), "trading.Sleeps"),
        new HouseRule("only what people start prints", prints(root), "market.Prints"),
        new HouseRule("logging is SLF4J", logging(root), "market.LogsElsewhere"),
        new HouseRule("money is exact", exactMoney(root), "trading.ledger.InexactMoney"),
        new HouseRule("ports and records", portsAndRecords(root), "trading.ledger.StoreWithCode"),
        new HouseRule("AWS stays at the edge", aws(root), "trading.CallsAws"),
        new HouseRule("no public field changes", constants(), "market.OpenField"),
        new HouseRule("packages are @NullMarked", nullMarked(), "unmarked.Unmarked"));
  }

  /** No I/O, no clock, no chance, no thread, nothing of the market layer that has them. */
  private static ArchRule pureStrategies(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".strategy..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.net..",
                    "java.nio..",
                    "java.util.random..",
                    "okhttp3..",
                    "com.fasterxml..",
                    "software.amazon..",
                    root + ".market.feed..",
                    root + ".market.time..")
                .or(nameMatching("java\\.io\\..*(File|Stream|Reader|Writer).*"))
                .or(nameMatching("java\\.time\\.(Clock|InstantSource)"))
                .or(nameMatching("java\\.lang\\.(Thread|Process)(Builder)?"))
                .or(nameMatching("java\\.util\\.concurrent\\..*(Executor|Fork|Future|Thread).*"))
                .or(nameMatching("java\\.util\\.Random"))
                .as("do input, output, clocks, chance or threads"));
  }

  private static final Set<String> CHANCE =
      Set.of(
          "java.util.UUID.randomUUID",
          "java.lang.Math.random",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.util.random.RandomGenerator.getDefault",
          "java.time.ZoneId.systemDefault",
          "java.util.TimeZone.getDefault",
          "java.lang.System.currentTimeMillis");

  /** Names of calls that take what a test or a replay could not hand in. */
  private static ArchRule handedIn(String root) {
    DescribedPredicate<JavaAccess<?>> hidden =
        describe(
            "the system's time, zone or chance",
            access -> {
              String call = access.getTargetOwner().getName() + "." + access.getName();
              boolean noArguments = access.getTarget().getFullName().endsWith("()");
              return CHANCE.contains(call)
                  || (noArguments && call.matches("java\\.time\\..*\\.now"))
                  || (noArguments && call.matches("java\\.util\\.(Date|Random)\\.<init>"));
            });
    return noClasses().that().resideInAPackage(root + "..").should().accessTargetWhere(hidden);
  }

  private static String[] functionsAnd(String root, String... others) {
    return Stream.concat(
            Stream.of(Part.values()).filter(Part::isFunction).map(part -> part.packagesBelow(root)),
            Stream.of(others).map(other -> root + other))
        .toArray(String[]::new);
  }

  /** What a function stands on and the CLI start everything, so they choose the clock. */
  private static ArchRule clock(String root) {
    DescribedPredicate<JavaAccess<?>> systemClock =
        describe(
            "the system clock",
            access ->
                (access.getTargetOwner().getName() + "." + access.getName())
                    .matches("java\\.time\\.(Clock\\.system.*|InstantSource\\.system)"));
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".workbench.cli..")
        .and()
        .doNotHaveFullyQualifiedName(root + ".cloud.Platform")
        .should()
        .accessTargetWhere(systemClock);
  }

  private static ArchRule sleep(String root) {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName(root + ".market.time.Pause")
        .should()
        .accessTargetWhere(
            describe(
                "Thread.sleep or TimeUnit.sleep",
                access ->
                    access.getName().equals("sleep")
                        && access
                            .getTargetOwner()
                            .getName()
                            .matches("java\\.lang\\.Thread|java\\.util\\.concurrent\\.TimeUnit")));
  }

  private static ArchRule prints(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".workbench.cli..", root + ".infrastructure..")
        .should(ACCESS_STANDARD_STREAMS);
  }

  private static ArchRule logging(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..");
  }

  /** What reaches a broker or the ledger is an exact decimal. */
  private static ArchRule exactMoney(String root) {
    DescribedPredicate<JavaField> inexact =
        describe(
            "hold floating point",
            field ->
                field
                    .getRawType()
                    .getName()
                    .matches("(java\\.lang\\.)?(Double|Float|double|float)"));
    return ArchRuleDefinition.noFields()
        .that()
        .areDeclaredInClassesThat(
            resideInAnyPackage(
                root + ".trading.broker..",
                root + ".trading.ledger..",
                root + ".trading.order..",
                root + ".trading.plan..",
                root + ".cloud.."))
        .should(ArchCondition.from(inexact));
  }

  /** The ledger and the events are contracts: interfaces, records, enums, exceptions. */
  private static ArchRule portsAndRecords(String root) {
    return classes()
        .that(resideInAnyPackage(root + ".trading.ledger..", root + ".trading.event.."))
        .should()
        .beInterfaces()
        .orShould()
        .beRecords()
        .orShould()
        .beEnums()
        .orShould()
        .haveSimpleNameEndingWith("Exception");
  }

  private static ArchRule aws(String root) {
    return noClasses()
        .that(
            resideInAPackage(root + "..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            functionsAnd(
                                root,
                                ".cloud..",
                                ".infrastructure..",
                                ".workbench.cloud..",
                                ".workbench.replay..",
                                ".workbench.runtime..",
                                ".workbench.simulate..")))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..", "com.amazonaws..");
  }

  private static ArchRule constants() {
    return ArchRuleDefinition.fields().that().arePublic().should().beFinal();
  }

  private static ArchRule nullMarked() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("lie in a package annotated with @NullMarked") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                events.add(
                    new SimpleConditionEvent(
                        item,
                        item.getPackage().isAnnotatedWith(NullMarked.class),
                        item.getName() + " lies in a package without @NullMarked"));
              }
            });
  }
}
