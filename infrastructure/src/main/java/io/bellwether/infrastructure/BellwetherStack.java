package io.bellwether.infrastructure;

import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/** One stage: state, messaging, functions, schedules and what watches over them. */
final class BellwetherStack extends Stack {
  BellwetherStack(
      Construct scope,
      Deployment deployment,
      List<PackagedStrategy> catalogue,
      Artifacts artifacts) {
    super(
        scope,
        deployment.names().stack(),
        StackProps.builder()
            .stackName(deployment.names().stack())
            .description("Bellwether, algorithmic trading: stage " + deployment.stage().label())
            .build());
    State state = new State(this, deployment);
    Messaging messaging = new Messaging(this, deployment);
    Functions functions = new Functions(this, deployment, artifacts, state, messaging);
    new Wiring(this, deployment, messaging, functions);
    new Schedules(this, deployment, catalogue, messaging, functions);
    Alarms alarms = new Alarms(this, deployment, messaging, functions);
    new DashboardPage(this, deployment, messaging, functions, alarms);
    output("Table", state.table().getTableName());
    // What make deploy holds the next deployment against.
    output("Context", deployment.context());
    output("Secret", deployment.sharedSecret());
    output("AlertsTopic", messaging.alerts().getTopicArn());
    output("AlarmsTopic", messaging.alarms().getTopicArn());
    Tags.of(this).add("application", "bellwether");
    Tags.of(this).add("stage", deployment.stage().label());
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }
}
