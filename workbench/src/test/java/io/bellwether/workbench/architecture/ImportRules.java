package io.bellwether.workbench.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Imports point one way: market, strategy, trading, research, analyst; cloud; functions; workbench.
 * The infrastructure imports nothing of ours, and nothing imports it.
 */
final class ImportRules {
  private ImportRules() {}

  /** The rules for the parts given, whose packages lie below {@code root}. */
  static List<HouseRule> below(String root, List<Part> parts) {
    List<HouseRule> rules = new ArrayList<>();
    rules.add(
        new HouseRule(
            "every class lies in a part of the plan",
            classes().should().resideInAnyPackage(packages(root, Arrays.asList(Part.values()))),
            "elsewhere.Stray"));
    for (Part part : parts) {
      if (!part.forbidden().isEmpty()) {
        rules.add(
            new HouseRule(
                part.module() + " imports only what the plan allows",
                directions(root, part),
                culprit(part)));
      }
    }
    return List.copyOf(rules);
  }

  private static ArchRule directions(String root, Part part) {
    return noClasses()
        .that()
        .resideInAPackage(part.packagesBelow(root))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(root, part.forbidden()));
  }

  private static String culprit(Part part) {
    return switch (part) {
      case MARKET -> "market.KnowsStrategies";
      case STRATEGY -> "strategy.KnowsOrders";
      case TRADING -> "trading.KnowsTheCloud";
      case RESEARCH -> "research.KnowsTheCloud";
      case ANALYST -> "analyst.KnowsTheCloud";
      case CLOUD -> "cloud.KnowsAFunction";
      case SIGNALS -> "signals.CallsExecution";
      case EXECUTION -> "execution.KnowsTheWorkbench";
      case NOTIFICATIONS -> "notifications.CallsExecution";
      case ANALYSIS -> "analysis.CallsExecution";
      case INFRASTRUCTURE -> "infrastructure.KnowsAHandler";
      case WORKBENCH -> "workbench.KnowsTheInfrastructure";
    };
  }

  private static String[] packages(String root, List<Part> parts) {
    return parts.stream().map(part -> part.packagesBelow(root)).toArray(String[]::new);
  }
}
