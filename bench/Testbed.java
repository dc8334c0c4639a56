import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The program over stores of its own, open to the bench. */
record Testbed(Path home, BenchStores stores, Program program) implements AutoCloseable {
  private static final Duration DOUBT = Duration.ofSeconds(31);
  private static final String EMAIL = "admin@localhost";
  private static final String PASSWORD = "measure twice and cut once";

  /** All load comes from one address and some of it from few callers; it is counted nevertheless. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("SARDONYX_ADMIN_EMAIL", EMAIL),
          Map.entry("SARDONYX_ADMIN_PASSWORD", PASSWORD),
          Map.entry("SARDONYX_REQUESTS_PER_CALLER", "100000000"),
          Map.entry("SARDONYX_REQUESTS_PER_ADDRESS", "100000000"),
          Map.entry("SARDONYX_SIGN_INS_PER_ADDRESS", "100000000"),
          Map.entry("SARDONYX_MAILS_PER_ADDRESS", "100000000"),
          Map.entry("SARDONYX_ANSWER_REQUESTS_PER_CALLER", "100000000"),
          Map.entry("SARDONYX_SEARCHES_PER_CALLER", "100000000"),
          Map.entry("SARDONYX_EXPORTS_PER_CALLER", "100000000"),
          Map.entry("SARDONYX_REALTIME_CONNECTS_PER_ADDRESS", "100000000"),
          Map.entry("SARDONYX_REALTIME_SOCKETS_PER_ADDRESS", "0"),
          Map.entry("SARDONYX_CONNECTIONS_PER_ADDRESS", "0"));

  static Testbed start(String launcher, Path home) throws Exception {
    Program.start(launcher, home, SETTINGS).close();
    var stores = BenchStores.start(home);
    try {
      var settings = new HashMap<>(stores.settings());
      settings.putAll(SETTINGS);
      return new Testbed(home, stores, Program.start(launcher, home, settings));
    } catch (Exception failed) {
      stores.close();
      throw failed;
    }
  }

  Api admin() throws Exception {
    return Api.signIn(program.port(), EMAIL, PASSWORD);
  }

  /**
   * An application with these users, who are made the first time, and a new secret that has been in
   * force for long enough to be beyond doubt: until then every request asks the database for it.
   */
  Application application(Seed.Crowd... crowds) throws Exception {
    var api = admin();
    try (var superuser = stores.superuser()) {
      var found = application(superuser);
      if (found.isEmpty()) {
        var unused = api.send("POST", "/api/v1/applications", "{\"name\":\"Bench\"}");
        found = application(superuser);
      }
      Seed.fill(superuser, Seed.Tenants.one(found.get(0), found.get(1)), crowds);
      var id = found.get(1);
      var secret = api.send("POST", "/api/v1/applications/" + id + "/secret", "");
      Thread.sleep(DOUBT);
      return new Application(found.get(0), id, found.get(2), Api.field(secret, "secret"));
    }
  }

  /** From now on answers are this one's, which speaks OpenAI's protocol. */
  void connectModel(Program model) throws Exception {
    try (var superuser = stores.superuser()) {
      superuser.createStatement().execute("delete from platform.model_providers");
    }
    var unused =
        admin()
            .send(
                "POST",
                "/api/v1/model-providers",
                """
                {"name":"Bench","kind":"openai","base_url":"http://127.0.0.1:%d/v1","model":"m",\
                "key":"none","is_default":true}"""
                    .formatted(model.port()));
  }

  Round round(Supplier<byte[]> requests) throws Exception {
    return Round.of(
        program.port(), program.process().pid(), stores.postgresPid(), requests);
  }

  /** Its organization, its id and its publishable key; empty when there is none. */
  private static List<String> application(Connection superuser) throws SQLException {
    var sql =
        "select organization_id, id, publishable_key from platform.applications where name = 'Bench'";
    try (var found = superuser.createStatement().executeQuery(sql)) {
      return found.next()
          ? Arrays.asList(found.getString(1), found.getString(2), found.getString(3))
          : List.of();
    }
  }

  @Override
  public void close() throws InterruptedException {
    program.close();
    stores.close();
  }
}
