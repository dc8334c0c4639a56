import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Whether what clients do costs more when there is more: with the messages in a session, and with
 * the organizations in the database. Run by {@code ./sardonyx bench growth
 * [messages|organizations]}.
 *
 * <p>Rounds take turns among the sizes, so that neighbours on shared hardware slow all alike, and
 * the medians are compared; the bar is on processor time, which neighbours change least.
 */
final class GrowthBench {
  private static final double BAR = 1.2;

  /** Users who send requests, spread over as many organizations as there are. */
  private static final int SENDERS = 1_000;

  /** A page that sessions of ten messages fill too. */
  private static final Operation SHORT_PAGE =
      new Operation(
          "R2",
          "the 10 latest messages of a chat session",
          draw ->
              Operation.get("/api/v1/chat/sessions/" + draw.sessionId() + "/messages?limit=10"),
          new String[] {},
          new Operation.Bars(0, 0));

  private final String launcher;
  private final Path home;

  private GrowthBench(String launcher, Path home) {
    this.launcher = launcher;
    this.home = home;
  }

  public static void main(String[] args) throws Exception {
    var only = List.of(args).subList(1, args.length);
    try (var scratch = Scratch.make()) {
      var bench = new GrowthBench(args[0], scratch.path());
      System.out.printf(
          "%d connections; %d rounds of %d s of each, in turns, after %d s to warm up%n",
          Round.CONNECTIONS, Round.ROUNDS, Round.SECONDS, Round.WARM_UP);
      if (only.isEmpty() || only.contains("messages")) {
        bench.byMessages();
      }
      if (only.isEmpty() || only.contains("organizations")) {
        bench.byOrganizations();
      }
    }
  }

  /** All in one database: a million messages of each of the larger sizes. */
  private void byMessages() throws Exception {
    var few = Seed.Crowd.of(0, 2_000, 10, 10);
    var some = Seed.Crowd.of(2_000, 100, 10, 1_000);
    var many = Seed.Crowd.of(2_100, 10, 10, 10_000);
    try (var testbed = testbed("messages")) {
      fill(testbed, Seed.Tenants.many(1), few, some, many);
      var sizes =
          List.of(
              new Size("10 messages", testbed, few),
              new Size("1,000 messages", testbed, some),
              new Size("10,000 messages", testbed, many));
      for (var operation : Operation.ALL) {
        if (operation.name().equals("R2")) {
          compare(SHORT_PAGE, sizes);
          compare(operation, sizes.subList(1, sizes.size()));
        } else {
          compare(operation, sizes);
        }
      }
    }
  }

  /** A database for each size, with a program over it. */
  private void byOrganizations() throws Exception {
    var sizes = new ArrayList<Size>();
    try {
      for (int organizations : new int[] {1, 100, 10_000}) {
        var crowd =
            new Seed.Crowd(0, Math.max(SENDERS, 2 * organizations), 2, "array[60, 60]");
        var size =
            new Size(
                "%,d organizations".formatted(organizations),
                testbed("organizations-" + organizations),
                new Seed.Crowd(0, SENDERS, 2, crowd.lengths()));
        sizes.add(size);
        fill(size.testbed, Seed.Tenants.many(organizations), crowd);
      }
      for (var operation : Operation.ALL) {
        compare(operation, sizes);
      }
    } finally {
      for (var size : sizes) {
        size.testbed.close();
      }
    }
  }

  private static void compare(Operation operation, List<Size> sizes) throws Exception {
    for (var size : sizes) {
      new HttpLoad(size.testbed.program().port(), size.requests(operation))
          .run(Round.CONNECTIONS, Round.WARM_UP);
    }
    var rounds = sizes.stream().map(size -> new ArrayList<Round>()).toList();
    for (int round = 0; round < Round.ROUNDS; round++) {
      for (int i = 0; i < sizes.size(); i++) {
        rounds.get(i).add(sizes.get(i).testbed.round(sizes.get(i).requests(operation)));
      }
    }
    System.out.printf("%n%s  %s%n", operation.name(), operation.what());
    var smallest = Round.median(rounds.getFirst());
    for (int i = 0; i < sizes.size(); i++) {
      var median = Round.median(rounds.get(i));
      median.print(sizes.get(i).name);
      if (i > 0) {
        Bar.atMost(
            "processor, of that with " + sizes.getFirst().name,
            median.processorMicros() / smallest.processorMicros(),
            BAR);
        System.out.printf(
            "    %-42s %8.2f%n",
            "rate, of that with " + sizes.getFirst().name,
            median.perSecond() / smallest.perSecond());
      }
    }
  }

  private Testbed testbed(String name) throws Exception {
    return Testbed.start(launcher, Files.createDirectories(home.resolve(name)));
  }

  private static void fill(Testbed testbed, Seed.Tenants tenants, Seed.Crowd... crowds)
      throws Exception {
    try (var superuser = testbed.stores().superuser()) {
      Seed.fill(superuser, tenants, crowds);
    }
  }

  /**
   * @param crowd those who send, each of whose sessions has that size
   */
  private record Size(String name, Testbed testbed, Seed.Crowd crowd) {
    /** One session after the other, so that no two requests at once are about the same one. */
    Supplier<byte[]> requests(Operation operation) {
      var next = new AtomicInteger();
      return () -> {
        int number = next.getAndIncrement();
        int user = crowd.first() + number % crowd.users();
        int session = number / crowd.users() % crowd.sessions();
        var head = "host: 127.0.0.1\r\nx-api-key: %s\r\n".formatted(Seed.apiKey(user));
        return operation.request(new Operation.Draw(user, session), head);
      };
    }
  }
}
