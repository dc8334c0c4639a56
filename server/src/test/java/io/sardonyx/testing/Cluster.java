package io.sardonyx.testing;

import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.DatabaseLogin;
import io.vertx.pgclient.SslMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Nodes that share a PostgreSQL and a Redis which can be restarted; each node reaches Redis over a
 * network of its own that can fail.
 */
public final class Cluster implements AutoCloseable {
  private static final String ROOT_KEY =
      Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());

  /** Its database, after a node was started and stopped. */
  private static final Template PREPARED = new Template("cluster", Cluster::prepare);

  private final RestartablePostgres postgres = new RestartablePostgres(PREPARED, Node.program());
  private final TestRedis redis = new TestRedis();
  private final List<Home> homes = new ArrayList<>();
  private final List<FaultProxy> networks = new ArrayList<>();
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private final Map<String, String> settings;
  private final Path[] classes;

  private Cluster(Map<String, String> settings, Path... classes) {
    this.settings = settings;
    this.classes = classes;
  }

  /**
   * @param classes what the nodes take before their own classes of the same names
   */
  public static Cluster start(int nodes, Map<String, String> settings, Path... classes) {
    var cluster = new Cluster(settings, classes);
    try {
      for (int i = 0; i < nodes; i++) {
        cluster.homes.add(Home.create());
        cluster.networks.add(new FaultProxy(cluster.redis.port()));
        cluster.nodes.add(cluster.launchNode(i));
      }
      cluster.nodes.forEach(Node::awaitReady);
    } catch (RuntimeException | AssertionError failed) {
      cluster.close();
      throw failed;
    }
    return cluster;
  }

  private static void prepare(Path data) {
    try (var home = Home.create();
        var postgres = new RestartablePostgres();
        var redis = new TestRedis()) {
      Node.start(home, stores(postgres, redis.port())).stop();
      postgres.stopAndCopyTo(data);
    }
  }

  public Node node(int which) {
    return nodes.get(which);
  }

  public RestartablePostgres postgres() {
    return postgres;
  }

  public TestRedis redis() {
    return redis;
  }

  /** The secret that all of them share. */
  public RootKey rootKey() {
    return RootKey.parse(ROOT_KEY);
  }

  /** The workers' login to their PostgreSQL. */
  public DatabaseLogin workers() {
    var password = rootKey().derivePassword("database role sardonyx_worker");
    return new DatabaseLogin(
        "127.0.0.1", postgres.port(), "postgres", "sardonyx_worker", password, SslMode.DISABLE);
  }

  /** Between that node and Redis. */
  public FaultProxy network(int node) {
    return networks.get(node);
  }

  /** What was killed or stopped runs again, on another port. */
  public Node startAgain(int which) {
    nodes.get(which).close();
    nodes.set(which, startNode(which));
    return nodes.get(which);
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    networks.forEach(FaultProxy::close);
    redis.close();
    postgres.close();
    homes.forEach(Home::close);
  }

  private Node startNode(int which) {
    var node = launchNode(which);
    try {
      node.awaitReady();
      return node;
    } catch (RuntimeException | AssertionError failed) {
      node.kill();
      throw failed;
    }
  }

  private Node launchNode(int which) {
    var environment = new HashMap<>(settings);
    environment.putAll(stores(postgres, networks.get(which).port()));
    environment.put("SARDONYX_DATABASE_CONNECTIONS", "8");
    return Node.launch(homes.get(which), environment, List.of(classes));
  }

  private static Map<String, String> stores(RestartablePostgres postgres, int redisPort) {
    return Map.of(
        "SARDONYX_DATABASE_URL",
        postgres.url(postgres.port()),
        "SARDONYX_REDIS_URL",
        "redis://127.0.0.1:" + redisPort,
        "SARDONYX_ROOT_KEY",
        ROOT_KEY);
  }
}
