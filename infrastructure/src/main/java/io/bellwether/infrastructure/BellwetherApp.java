package io.bellwether.infrastructure;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** Writes the template of one stage, as the context describes it. */
public final class BellwetherApp {
  private BellwetherApp() {}

  /** Run in the project's folder, by the CDK's command line and by {@code make synth}. */
  public static void main(String[] arguments) {
    App app = new App(AppProps.builder().analyticsReporting(false).build());
    try {
      synthesise(app, new Artifacts(Path.of("").toAbsolutePath()));
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Adds the stack to an app and writes it.
   *
   * @throws ConfigurationException if the context, the artifacts or a check of cdk-nag forbid it
   */
  static CloudFormationStackArtifact synthesise(App app, Artifacts artifacts) {
    List<String> missing = artifacts.missing();
    if (!missing.isEmpty()) {
      throw new ConfigurationException(
          missing.stream().map(file -> file + " is not there: run make build").toList());
    }
    List<PackagedStrategy> catalogue = PackagedStrategy.read(artifacts.strategies());
    Deployment deployment = DeploymentReader.read(context(app), catalogue);
    new BellwetherStack(app, deployment, catalogue, artifacts);
    return write(app, deployment);
  }

  /** Writes what is in an app, unless cdk-nag finds something in it that nobody explained. */
  static CloudFormationStackArtifact write(App app, Deployment deployment) {
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
    CloudFormationStackArtifact stack = app.synth().getStackByName(deployment.names().stack());
    refuseFindings(stack);
    return stack;
  }

  @SuppressWarnings("unchecked") // What a JSON object is.
  private static Map<String, Object> context(App app) {
    return (Map<String, Object>) app.getNode().getAllContext();
  }

  /** The CDK's command line stops at these as well, but make synth runs without it. */
  @SuppressWarnings("deprecation") // Java has no other way to a stack's messages.
  private static void refuseFindings(CloudFormationStackArtifact stack) {
    List<String> findings = new ArrayList<>();
    for (var message : stack.getMessages()) {
      if (!message.getLevel().name().equals("INFO")) {
        findings.add(message.getId() + ": " + message.getEntry().getData());
      }
    }
    if (!findings.isEmpty()) {
      throw new ConfigurationException(findings);
    }
  }
}
