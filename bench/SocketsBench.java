import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * What an idle socket costs: the program's memory with all of them, less that without, each when
 * the program has given back what it does not use. Each socket is signed in as another user; then
 * each also listens to its user's topic. Run by {@code ./sardonyx bench sockets [SOCKETS]}.
 *
 * <p>Every user has made a request before, so that what is remembered of callers, which is bounded,
 * is not taken for a part of their sockets.
 */
final class SocketsBench {
  private static final double BAR_KILOBYTES = 8;
  private static final int LIMIT_SECONDS = 300;
  private static final int OTHER_FILES = 500;

  /** So few that they are signed in before the program closes those that say nothing. */
  private static final int TOGETHER = 500;

  private final Testbed testbed;
  private final Application application;
  private final int count;
  private int replies;

  private SocketsBench(Testbed testbed, Application application, int count) {
    this.testbed = testbed;
    this.application = application;
    this.count = count;
  }

  public static void main(String[] args) throws Exception {
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    requireFiles(count + OTHER_FILES);
    try (var scratch = Scratch.make();
        var testbed = Testbed.start(args[0], scratch.path())) {
      var application = testbed.application(Seed.Crowd.of(0, count, 1, 1));
      new SocketsBench(testbed, application, count).run();
    }
  }

  private void run() throws Exception {
    callOnce();
    try (var first = clients()) {
      signIn(first, count / 10); // What all sockets share: code, caches, buffers.
    }
    var watch = Memory.Watch.of(testbed.program());
    var without = Held.by(testbed);
    try (var sockets = clients()) {
      var open = signIn(sockets, count);
      System.out.printf("%n%,d idle sockets, each of another user%n", count);
      var signedIn = held(sockets).less(without, count);
      signedIn.print("signed in");
      ask(sockets, open, user -> Commands.subscribe("app_user:" + Seed.userId(user)));
      held(sockets).less(without, count).print("and subscribed to a topic");
      Bar.atMost("resident for a socket", signedIn.resident(), BAR_KILOBYTES, "KB");
      Bar.atMost("live heap for a socket", signedIn.heap(), BAR_KILOBYTES, "KB");
      watch.look();
    }
    watch.report();
  }

  private void callOnce() throws IOException {
    var next = new AtomicInteger();
    new HttpLoad(
            testbed.program().port(),
            () ->
                Operation.get("/api/v1/caller")
                    .formatted(application.head(next.getAndIncrement() % count))
                    .getBytes())
        .run(Round.CONNECTIONS, count / 1_000.0);
  }

  /** While the sockets answer the program's pings: it closes those that do not. */
  private Held held(RealtimeClients sockets) throws Exception {
    var held = new FutureTask<>(() -> Held.by(testbed));
    Thread.startVirtualThread(held);
    sockets.runUntil(held::isDone, LIMIT_SECONDS);
    return held.get();
  }

  private RealtimeClients clients() throws IOException {
    return new RealtimeClients(testbed.program().port(), this::hear);
  }

  private List<RealtimeClients.Client> signIn(RealtimeClients sockets, int many)
      throws IOException {
    var open = new ArrayList<RealtimeClients.Client>();
    while (open.size() < many) {
      var next = new ArrayList<RealtimeClients.Client>();
      while (next.size() < TOGETHER && open.size() + next.size() < many) {
        next.add(sockets.open(open.size() + next.size()));
      }
      ask(sockets, next, user -> Commands.connect(application, user));
      open.addAll(next);
    }
    return open;
  }

  private void ask(
      RealtimeClients sockets, List<RealtimeClients.Client> open, IntFunction<String> command)
      throws IOException {
    int before = replies;
    open.forEach(client -> client.send(command.apply(client.number())));
    sockets.runUntil(() -> replies == before + open.size(), LIMIT_SECONDS);
  }

  private void hear(RealtimeClients.Client client, byte[] frames, int offset, int length) {
    var text = new String(frames, offset, length, StandardCharsets.UTF_8);
    if (text.contains("\"error\":{")) {
      throw new IllegalStateException(text);
    } else if (text.startsWith("{\"id\":")) {
      replies++;
    }
  }

  /** Here and in the program each socket is an open file. */
  private static void requireFiles(int needed) throws IOException {
    var limits = Path.of("/proc/self/limits");
    if (!Files.isReadable(limits)) {
      return;
    }
    var line =
        Files.readAllLines(limits).stream()
            .filter(each -> each.startsWith("Max open files"))
            .findFirst()
            .orElseThrow();
    var limit = line.split("\\s+")[4]; // The hard one, up to which Java goes by itself.
    if (!limit.equals("unlimited") && Long.parseLong(limit) < needed) {
      throw new IllegalStateException(
          "%d files may be open and %d are needed: ulimit -n %d, as root if it is refused"
              .formatted(Long.parseLong(limit), needed, needed));
    }
  }

  /** In kilobytes. */
  private record Held(double resident, double heap) {
    static Held by(Testbed testbed) throws Exception {
      long pid = testbed.program().process().pid();
      Memory.settle(pid);
      return new Held(Memory.resident(pid), Memory.liveHeap(pid));
    }

    Held less(Held other, int parts) {
      return new Held((resident - other.resident) / parts, (heap - other.heap) / parts);
    }

    void print(String what) {
      System.out.printf(
          "    %-42s %8.2f KB resident, of which %.2f KB are live heap%n", what, resident, heap);
    }
  }
}
