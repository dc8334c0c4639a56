import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What clients do all day, against {@code pgbench} running the very statements that the program
 * sends, with the same context for row-level security, each statement awaited; on the same
 * processors, in the same run. Run by {@code ./sardonyx bench load}.
 *
 * <p>Rates on shared hardware say as much about the neighbours as about us: rounds of ours and of
 * pgbench take turns, and the medians are compared.
 */
final class LoadBench {
  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = 3;
  private static final int SECONDS = Integer.getInteger("seconds", 8);
  private static final int WARM_UP = Integer.getInteger("warm-up", 15);

  /** For so long after a change of the secret every request asks the database what it is. */
  private static final Duration DOUBT = Duration.ofSeconds(31);

  private static final String PASSWORD = "measure twice and cut once";

  private static final String CONTENT = "All of this has been said before. ".repeat(6);
  private static final String SAID = "\",\"content\":\"" + CONTENT + "\",\"answer\":false}";

  static final List<Operation> OPERATIONS =
      List.of(
          new Operation(
              "R1",
              "the 20 latest chat sessions of a user",
              (draw, head) -> Operation.get("/api/v1/chat/sessions?limit=20", head),
              new String[] {},
              new Operation.Bars(0.9, 1.1)),
          new Operation(
              "R2",
              "the 50 latest messages of a chat session",
              (draw, head) ->
                  Operation.get(
                      "/api/v1/chat/sessions/" + draw.sessionId() + "/messages?limit=50", head),
              new String[] {":session_id::uuid"},
              new Operation.Bars(0.9, 1.0)),
          new Operation(
              "W1",
              "a message sent: durable, counted, with its event",
              (draw, head) ->
                  Operation.post(
                      "/api/v1/chat/sessions/" + draw.sessionId() + "/messages",
                      head,
                      "{\"client_message_id\":\"" + UUID.randomUUID() + SAID),
              new String[] {
                ":session_id::uuid", ":message_id::uuid", null, null, ":client_message_id::uuid"
              },
              new Operation.Bars(1.3, 0.6)));

  private final Path home;
  private final BenchStores stores;
  private final Program program;
  private final String[] heads = new String[Seed.USERS];
  private final SplittableRandom random = new SplittableRandom(42);
  private String organizationId = "";
  private String applicationId = "";
  private String publishableKey = "";

  private LoadBench(Path home, BenchStores stores, Program program) {
    this.home = home;
    this.stores = stores;
    this.program = program;
  }

  public static void main(String[] args) throws Exception {
    Pgbench.require();
    var admin = Map.of("SARDONYX_ADMIN_PASSWORD", PASSWORD);
    try (var scratch = Scratch.make()) {
      var home = scratch.path();
      Program.start(args[0], home, admin).close();
      try (var stores = BenchStores.start(home)) {
        var settings = new HashMap<>(stores.settings());
        settings.putAll(admin);
        // One address asks for everybody: counted like any, and never turned away.
        settings.put("SARDONYX_REQUESTS_PER_ADDRESS", "100000000");
        try (var program = Program.start(args[0], home, settings)) {
          new LoadBench(home, stores, program)
              .run(args.length > 1 ? List.of(args).subList(1, args.length) : List.of());
        }
      }
    }
  }

  private void run(List<String> only) throws Exception {
    prepare();
    System.out.printf(
        "%n%d connections; %d rounds of %d s of each, in turns, after %d s to warm up%n",
        CONNECTIONS, ROUNDS, SECONDS, WARM_UP);
    if (only.isEmpty() || only.contains("A0")) {
      measureNothing();
    }
    for (var operation : OPERATIONS) {
      if (only.isEmpty() || only.contains(operation.name())) {
        measure(operation);
      }
    }
  }

  private void prepare() throws Exception {
    var api = Api.signIn(program.port(), "admin@localhost", PASSWORD);
    try (var superuser = stores.superuser()) {
      if (!findApplication(superuser)) {
        var unused = api.send("POST", "/api/v1/applications", "{\"name\":\"Bench\"}");
        findApplication(superuser);
        System.out.printf(
            "Filling in %,d users, %,d chat sessions, %,d messages:%n",
            Seed.USERS, Seed.USERS * Seed.SESSIONS_PER_USER, Seed.USERS * 200);
        new Seed(organizationId, applicationId).fill(superuser);
      }
    }
    var application = api.send("POST", "/api/v1/applications/" + applicationId + "/secret", "");
    var inDoubt = Instant.now().plus(DOUBT);
    for (int user = 0; user < Seed.USERS; user++) {
      heads[user] =
          "host: 127.0.0.1\r\nauthorization: Bearer %s\r\napikey: %s\r\n"
              .formatted(
                  Api.userToken(Api.field(application, "secret"), "user-" + user),
                  publishableKey);
    }
    Thread.sleep(Duration.between(Instant.now(), inDoubt));
  }

  private boolean findApplication(Connection superuser) throws SQLException {
    var sql =
        "select organization_id, id, publishable_key from platform.applications where name = 'Bench'";
    try (var found = superuser.createStatement().executeQuery(sql)) {
      if (!found.next()) {
        return false;
      }
      organizationId = found.getString(1);
      applicationId = found.getString(2);
      publishableKey = found.getString(3);
      return true;
    }
  }

  /** A request that only finds out who calls, against the same server answering without asking. */
  private void measureNothing() throws Exception {
    Supplier<byte[]> ours = () -> Operation.get("/api/v1/caller", head(draw())).getBytes();
    Supplier<byte[]> theirs = () -> Operation.get("/", "host: 127.0.0.1\r\n").getBytes();
    int port = Program.freePort();
    var bare =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Path.of(System.getProperty("jdk.launcher.sourcefile"))
                    .resolveSibling("BareServer.java")
                    .toString(),
                Integer.toString(port))
            .inheritIO()
            .start();
    try {
      while (!new Program(bare, port).answers("/")) {
        Thread.sleep(50);
      }
      var ourRounds = new ArrayList<Round>();
      var bareRounds = new ArrayList<Round>();
      new HttpLoad(program.port(), ours).run(CONNECTIONS, WARM_UP);
      new HttpLoad(port, theirs).run(CONNECTIONS, WARM_UP);
      for (int i = 0; i < ROUNDS; i++) {
        ourRounds.add(round(program.port(), program.process().pid(), ours));
        bareRounds.add(round(port, bare.pid(), theirs));
      }
      var our = median(ourRounds);
      var their = median(bareRounds);
      System.out.printf("%nA0  an authenticated request that does nothing%n");
      print("ours", our);
      print("bare endpoint", their);
      judge("rate, of the bare endpoint's", our.perSecond() / their.perSecond(), 0.7, true);
    } finally {
      bare.destroy();
      bare.waitFor();
    }
  }

  private void measure(Operation operation) throws Exception {
    Supplier<byte[]> requests =
        () -> {
          var draw = draw();
          return operation.request().apply(draw, head(draw)).getBytes();
        };
    var script = script(operation, requests);
    var pgbench = new Pgbench(home, stores.postgresPort());
    new HttpLoad(program.port(), requests).run(CONNECTIONS, WARM_UP);
    pgbench.run(operation.name(), script, CONNECTIONS, 3);
    var ours = new ArrayList<Round>();
    var theirs = new ArrayList<Round>();
    for (int i = 0; i < ROUNDS; i++) {
      ours.add(round(program.port(), program.process().pid(), requests));
      long before = ProcessorTime.ofFamily(stores.postgresPid());
      var result = pgbench.run(operation.name(), script, CONNECTIONS, SECONDS);
      Thread.sleep(1_000); // Until the time of the backends that ended is their parent's.
      double micros =
          (double) (ProcessorTime.ofFamily(stores.postgresPid()) - before) / result.transactions();
      theirs.add(new Round(result.perSecond(), 0, 0, 0, micros));
    }
    var our = median(ours);
    var their = median(theirs);
    System.out.printf("%n%s  %s%n", operation.name(), operation.what());
    print("ours", our);
    print("pgbench", their);
    judge(
        "rate, of pgbench's",
        our.perSecond() / their.perSecond(),
        operation.bars().rate(),
        true);
    judge(
        "processor, of PostgreSQL's under pgbench",
        (our.programMicros() + our.postgresMicros()) / their.postgresMicros(),
        operation.bars().processor(),
        false);
  }

  /** The statements of one request, with pgbench's variables where requests differ. */
  private Script script(Operation operation, Supplier<byte[]> requests) throws Exception {
    try (var superuser = stores.superuser()) {
      var log = new StatementLog(superuser, home.resolve("postgres.txt"));
      new HttpLoad(program.port(), requests).run(1, 0.2);
      var executed =
          operation.name().equals("W1")
              ? sendAlone()
              : log.during(() -> new HttpLoad(program.port(), requests).run(1, 0.05));
      return Script.of(organizationId, applicationId, operation, executed);
    }
  }

  /**
   * What the program does for one message when nothing else is sent; while others are, it sends
   * them together, which is what this is to be compared with.
   */
  private static StatementLog.Executed sendAlone() throws ReflectiveOperationException {
    var field = Class.forName("io.sardonyx.sessions.SendStore").getDeclaredField("ALONE");
    field.setAccessible(true);
    var content = "'" + CONTENT + "'";
    var nothing = "NULL";
    return new StatementLog.Executed(
        (String) field.get(null),
        List.of(nothing, nothing, nothing, content, nothing, nothing, nothing));
  }

  private Operation.Draw draw() {
    return new Operation.Draw(random.nextInt(Seed.USERS), random.nextInt(2));
  }

  private String head(Operation.Draw draw) {
    return heads[draw.user()];
  }

  /**
   * @param programMicros of processor time for each request
   */
  private record Round(
      double perSecond, long p50, long p99, double programMicros, double postgresMicros) {}

  private Round round(int port, long pid, Supplier<byte[]> requests) throws IOException {
    long program = ProcessorTime.of(pid);
    long postgres = ProcessorTime.ofFamily(stores.postgresPid());
    var result = new HttpLoad(port, requests).run(CONNECTIONS, SECONDS);
    if (result.refused() > 0) {
      throw new IllegalStateException(
          result.refused()
              + " requests were refused; the first: "
              + result.firstRefusal().lines().limit(20).toList());
    }
    return new Round(
        result.perSecond(),
        result.p50(),
        result.p99(),
        (double) (ProcessorTime.of(pid) - program) / result.answered(),
        (double) (ProcessorTime.ofFamily(stores.postgresPid()) - postgres) / result.answered());
  }

  private static Round median(List<Round> rounds) {
    var sorted = new ArrayList<>(rounds);
    sorted.sort(Comparator.comparingDouble(Round::perSecond));
    return sorted.get(sorted.size() / 2);
  }

  private static void print(String who, Round round) {
    System.out.printf(
        "    %-14s %,8.0f/s  p50 %,6d µs  p99 %,7d µs  processor for each: program %4.0f µs,"
            + " PostgreSQL %4.0f µs%n",
        who,
        round.perSecond(),
        round.p50(),
        round.p99(),
        round.programMicros(),
        round.postgresMicros());
  }

  private static void judge(String what, double value, double bar, boolean atLeast) {
    boolean kept = atLeast ? value >= bar : value <= bar;
    System.out.printf(
        "    %-42s %5.2f   (bar: at %s %.2f, %s)%n",
        what, value, atLeast ? "least" : "most", bar, kept ? "kept" : "MISSED");
  }
}
