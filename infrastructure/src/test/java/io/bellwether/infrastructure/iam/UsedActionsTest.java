package io.bellwether.infrastructure.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.bellwether.infrastructure.iam.CallGraph.Call;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The way from a handler to its actions, on functions written for it. */
class UsedActionsTest {
  private static final String ROOT = "io.bellwether.infrastructure.iam.fixture";
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(ROOT);

  private static Set<String> actions(String function) {
    return UsedActions.of(CallGraph.outwardCalls(CLASSES, ROOT, ROOT + "." + function));
  }

  @Test
  void followsInterfacesDefaultMethodsLambdasAndTransactions() {
    assertEquals(Set.of("dynamodb:GetItem", "dynamodb:PutItem"), actions("TableFunction"));
  }

  @Test
  void followsMethodReferencesStaticInitialisersAndWhatALibraryCallsBack() {
    assertEquals(
        Set.of("sns:ListTopics", "sqs:PurgeQueue", "sqs:SendMessage"), actions("QueueFunction"));
  }

  @Test
  void aFunctionWithoutCallsHasNoActions() {
    assertEquals(Set.of(), actions("IdleFunction"));
  }

  @Test
  void whatItDoesNotKnowIsAnError() {
    assertThrows(
        IllegalStateException.class,
        () -> UsedActions.of(Set.of(call("kms.KmsClient", "decrypt"))));
    assertThrows(
        IllegalStateException.class,
        () -> UsedActions.of(Set.of(call("dynamodb.DynamoDbClient", "transactWriteItems"))));
    assertThrows(
        IllegalStateException.class,
        () -> UsedActions.of(Set.of(call("dynamodb.DynamoDbClient", "executeStatement"))));
    assertThrows(IllegalArgumentException.class, () -> actions("NoSuchFunction"));
  }

  @Test
  void pagesAreThePlainAction() {
    assertEquals(
        Set.of("dynamodb:Query"),
        UsedActions.of(Set.of(call("dynamodb.DynamoDbClient", "queryPaginator"))));
  }

  private static Call call(String type, String method) {
    return new Call("software.amazon.awssdk.services." + type, method);
  }
}
