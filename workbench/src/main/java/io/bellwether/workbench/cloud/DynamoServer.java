package io.bellwether.workbench.cloud;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteLibraryLoader;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB Local's HTTP interface, in memory, on a free port of 127.0.0.1. Its own server would
 * listen on every interface and could not be asked for a free port.
 */
final class DynamoServer implements AutoCloseable {
  private final Server server;
  private final LocalDynamoDBRequestHandler requests;
  private final URI endpoint;
  private final DynamoDbClient client;

  private DynamoServer(Server server, LocalDynamoDBRequestHandler requests, URI endpoint) {
    this.server = server;
    this.requests = requests;
    this.endpoint = endpoint;
    this.client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(LocalQueues.REGION)
            .credentialsProvider(LocalQueues.CREDENTIALS)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  static DynamoServer start() {
    boolean inMemory = true;
    boolean oneDatabaseForAllKeys = true;
    boolean delayed = false;
    try {
      SQLiteLibraryLoader.initialize();
      LocalDynamoDBRequestHandler requests =
          new LocalDynamoDBRequestHandler(0, inMemory, null, oneDatabaseForAllKeys, delayed);
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      connector.setPort(0);
      server.addConnector(connector);
      server.setHandler(new LocalDynamoDBServerHandler(requests, "*"));
      server.start();
      return new DynamoServer(
          server, requests, URI.create("http://127.0.0.1:" + connector.getLocalPort()));
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start on 127.0.0.1", e);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  DynamoDbClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    } finally {
      requests.shutdown();
    }
  }
}
