package io.bellwether.workbench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The project keeps the rules; each rule catches the fixture that breaks it. */
final class ArchitectureTest {
  private static final String ROOT = "io.bellwether";
  private static final String FIXTURES = ArchitectureTest.class.getPackageName() + ".fixture";
  private static final Path PROJECT = Path.of(System.getProperty("basedir", ".")).resolve("..");

  private static final ImportOption MAIN_CODE =
      location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");
  private static final JavaClasses MAIN =
      new ClassFileImporter().withImportOption(MAIN_CODE).importPackages(ROOT);
  private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURES);
  private static final JavaClasses NOTHING =
      new ClassFileImporter().importPackages(FIXTURES + ".nothing");

  static Stream<HouseRule> projectRules() {
    return rules(ROOT, Part.in(PROJECT)).stream();
  }

  static Stream<HouseRule> fixtureRules() {
    return rules(FIXTURES, Arrays.asList(Part.values())).stream();
  }

  private static List<HouseRule> rules(String root, List<Part> parts) {
    List<HouseRule> rules = new ArrayList<>(ImportRules.below(root, parts));
    rules.addAll(CodeRules.below(root));
    return rules;
  }

  @ParameterizedTest
  @MethodSource("projectRules")
  void theProjectKeepsTheRule(HouseRule rule) {
    rule.rule().check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("fixtureRules")
  void theRuleCatchesWhatBreaksIt(HouseRule rule) {
    var result = rule.rule().evaluate(BROKEN);

    assertTrue(result.hasViolation(), () -> rule + " let everything pass");
    assertTrue(
        result.getFailureReport().getDetails().stream()
            .anyMatch(detail -> detail.contains(FIXTURES + "." + rule.culprit())),
        () -> rule + " did not name " + rule.culprit() + ": " + result.getFailureReport());
  }

  @ParameterizedTest
  @MethodSource("fixtureRules")
  void aRuleThatMatchesNoClassFails(HouseRule rule) {
    assertThrows(AssertionError.class, () -> rule.rule().check(NOTHING));
  }

  @Test
  void onlyMainCodeIsJudged() {
    assertFalse(MAIN.isEmpty());
    assertFalse(MAIN.contain(ArchitectureTest.class));
  }

  @Test
  void everyModuleWithCodeHasAPlaceInThePlanAndInTheCoverage() throws IOException {
    String pom = Files.readString(PROJECT.resolve("pom.xml"));
    List<String> modules =
        Pattern.compile(
                "<module>((?:layers|functions)/(?!bundle<)[^<]+|infrastructure|workbench)</module>")
            .matcher(pom)
            .results()
            .map(found -> found.group(1))
            .toList();
    String coverage = Files.readString(PROJECT.resolve("workbench/coverage/pom.xml"));

    assertEquals(Arrays.stream(Part.values()).map(Part::module).toList(), modules);
    for (String module : modules) {
      String artifact = module.substring(module.lastIndexOf('/') + 1);
      assertTrue(
          coverage.contains("<artifactId>" + artifact + "</artifactId>"),
          () -> "workbench/coverage/pom.xml does not name " + artifact);
    }
  }
}
