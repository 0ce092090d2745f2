package io.bellwether.workbench.architecture;

import com.tngtech.archunit.lang.ArchRule;

/**
 * A rule, and the class among the fixtures that breaks it: the proof that the rule guards
 * something.
 *
 * @param culprit the fixture's name below the root package, such as {@code market.KnowsStrategies}
 */
record HouseRule(String name, ArchRule rule, String culprit) {
  @Override
  public String toString() {
    return name;
  }
}
