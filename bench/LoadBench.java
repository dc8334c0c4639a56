import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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
  static final int USERS = 10_000;

  /** Two hundred messages for each user, unevenly spread. */
  private static final Seed.Crowd CROWD =
      new Seed.Crowd(
          0, USERS, Seed.SESSIONS_PER_USER, "array[100, 50, 20, 10, 6, 5, 4, 3, 1, 1]");

  private final Testbed testbed;
  private final Application application;
  private final String[] heads = new String[USERS];
  private final SplittableRandom random = new SplittableRandom(42);

  private LoadBench(Testbed testbed, Application application) {
    this.testbed = testbed;
    this.application = application;
    Arrays.setAll(heads, application::head);
  }

  public static void main(String[] args) throws Exception {
    Pgbench.require();
    try (var scratch = Scratch.make();
        var testbed = Testbed.start(args[0], scratch.path())) {
      new LoadBench(testbed, testbed.application(CROWD))
          .run(List.of(args).subList(1, args.length));
    }
  }

  private void run(List<String> only) throws Exception {
    System.out.printf(
        "%n%d connections; %d rounds of %d s of each, in turns, after %d s to warm up%n",
        Round.CONNECTIONS, Round.ROUNDS, Round.SECONDS, Round.WARM_UP);
    if (only.isEmpty() || only.contains("A0")) {
      measureNothing();
    }
    for (var operation : Operation.ALL) {
      if (only.isEmpty() || only.contains(operation.name())) {
        measure(operation);
      }
    }
  }

  /** A request that only finds out who calls, against the same server answering without asking. */
  private void measureNothing() throws Exception {
    Supplier<byte[]> ours =
        () -> Operation.from(heads[draw().user()], Operation.get("/api/v1/caller"));
    Supplier<byte[]> theirs = () -> Operation.from("host: 127.0.0.1\r\n", Operation.get("/"));
    try (var bare = Program.ofBench("BareServer")) {
      var ourRounds = new ArrayList<Round>();
      var bareRounds = new ArrayList<Round>();
      new HttpLoad(testbed.program().port(), ours).run(Round.CONNECTIONS, Round.WARM_UP);
      new HttpLoad(bare.port(), theirs).run(Round.CONNECTIONS, Round.WARM_UP);
      for (int i = 0; i < Round.ROUNDS; i++) {
        ourRounds.add(testbed.round(ours));
        bareRounds.add(
            Round.of(bare.port(), bare.process().pid(), testbed.stores().postgresPid(), theirs));
      }
      var our = Round.median(ourRounds);
      var their = Round.median(bareRounds);
      System.out.printf("%nA0  an authenticated request that does nothing%n");
      our.print("ours");
      their.print("bare endpoint");
      Bar.atLeast("rate, of the bare endpoint's", our.perSecond() / their.perSecond(), 0.7);
    }
  }

  private void measure(Operation operation) throws Exception {
    Supplier<byte[]> requests =
        () -> {
          var draw = draw();
          return operation.request(draw, heads[draw.user()]);
        };
    var script = script(operation, requests);
    var stores = testbed.stores();
    var pgbench = new Pgbench(testbed.home(), stores.postgresPort());
    new HttpLoad(testbed.program().port(), requests).run(Round.CONNECTIONS, Round.WARM_UP);
    pgbench.run(operation.name(), script, Round.CONNECTIONS, 3);
    var ours = new ArrayList<Round>();
    var theirs = new ArrayList<Round>();
    var careless = new ArrayList<Round>();
    for (int i = 0; i < Round.ROUNDS; i++) {
      ours.add(testbed.round(requests));
      theirs.add(round(pgbench, operation, script));
      careless.add(round(pgbench, operation, script.withoutTransaction()));
    }
    var our = Round.median(ours);
    var their = Round.median(theirs);
    System.out.printf("%n%s  %s%n", operation.name(), operation.what());
    our.print("ours");
    their.print("pgbench");
    Round.median(careless).print("no transaction");
    Bar.atLeast(
        "rate, of pgbench's", our.perSecond() / their.perSecond(), operation.bars().rate());
    Bar.atMost(
        "processor, of PostgreSQL's under pgbench",
        our.processorMicros() / their.postgresMicros(),
        operation.bars().processor());
  }

  private Round round(Pgbench pgbench, Operation operation, Script script) throws Exception {
    long postgres = testbed.stores().postgresPid();
    long before = ProcessorTime.ofFamily(postgres);
    var result = pgbench.run(operation.name(), script, Round.CONNECTIONS, Round.SECONDS);
    Thread.sleep(1_000); // Until the time of the backends that ended is their parent's.
    double micros =
        (double) (ProcessorTime.ofFamily(postgres) - before) / result.transactions();
    return new Round(result.perSecond(), 0, 0, 0, micros);
  }

  /** The statements of one request, with pgbench's variables where requests differ. */
  private Script script(Operation operation, Supplier<byte[]> requests) throws Exception {
    try (var superuser = testbed.stores().superuser()) {
      var log = new StatementLog(superuser, testbed.home().resolve("postgres.txt"));
      new HttpLoad(testbed.program().port(), requests).run(1, 0.2);
      var executed =
          operation.name().equals("W1")
              ? sendAlone()
              : log.during(() -> new HttpLoad(testbed.program().port(), requests).run(1, 0.05));
      return Script.of(application, operation, executed);
    }
  }

  /**
   * What the program does for one message when nothing else is sent; while others are, it sends
   * them together, which is what this is to be compared with.
   */
  private static StatementLog.Executed sendAlone() throws ReflectiveOperationException {
    var field = Class.forName("io.sardonyx.messages.SendStore").getDeclaredField("ALONE");
    field.setAccessible(true);
    var content = "'" + Operation.CONTENT + "'";
    var nothing = "NULL";
    return new StatementLog.Executed(
        (String) field.get(null),
        List.of(nothing, nothing, nothing, content, nothing, nothing, nothing));
  }

  private Operation.Draw draw() {
    return new Operation.Draw(random.nextInt(USERS), random.nextInt(2));
  }
}
