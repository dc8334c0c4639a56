import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether memory grows while everything goes on: sessions and messages are read, messages sent,
 * sockets opened, answers read on them as they are written, people sign in and out. Run by {@code
 * ./sardonyx bench soak [MINUTES]}.
 */
final class SoakBench {
  private static final int USERS = 1_000;
  private static final int READERS = 50;
  private static final int TOKENS = 100;
  private static final int TOKENS_PER_SECOND = 50;
  private static final int SIGN_INS = 5;
  private static final long REPORT_NANOS = 30_000_000_000L;
  private static final double HEAP_BAR = 1.1;
  private static final double RESIDENT_BAR = 1.3;

  private final Testbed testbed;
  private final Application application;
  private final AtomicInteger next = new AtomicInteger();
  private final List<Sample> samples = new ArrayList<>();
  private long requests;
  private long answers;
  private long signIns;

  private SoakBench(Testbed testbed, Application application) {
    this.testbed = testbed;
    this.application = application;
  }

  public static void main(String[] args) throws Exception {
    double minutes = args.length > 1 ? Double.parseDouble(args[1]) : 60;
    try (var scratch = Scratch.make();
        var testbed = Testbed.start(args[0], scratch.path());
        var model = TokenServer.start(1, TOKENS, TOKENS_PER_SECOND)) {
      var application = testbed.application(Seed.Crowd.of(0, USERS, 2, 50));
      testbed.connectModel(model);
      new SoakBench(testbed, application).run(minutes);
    }
  }

  private void run(double minutes) throws Exception {
    System.out.println("minute    requests   answers   sign-ins   live heap    resident");
    long begin = System.nanoTime();
    long end = begin + (long) (minutes * 60e9);
    while (System.nanoTime() < end) {
      long reportAt = System.nanoTime() + REPORT_NANOS;
      while (System.nanoTime() < reportAt) {
        ask();
        read();
        signInAndOut();
      }
      report((System.nanoTime() - begin) / 60e9);
    }
    // The first tenth is for what is only made once.
    var settled = samples.subList(samples.size() / 10, samples.size());
    var first = settled.getFirst();
    var last = settled.getLast();
    System.out.printf("%nlive heap %+.1f KB a minute%n", slope(settled));
    Bar.atMost("live heap at the end, of the first", last.heap / first.heap, HEAP_BAR);
    Bar.atMost("resident at the end, of the first", last.resident / first.resident, RESIDENT_BAR);
  }

  private void ask() throws Exception {
    var result =
        new HttpLoad(
                testbed.program().port(),
                () -> {
                  int number = next.getAndIncrement();
                  var operation = Operation.ALL.get(number % Operation.ALL.size());
                  var draw = new Operation.Draw(number % USERS, number / USERS % 2);
                  return operation.request(draw, application.head(draw.user()));
                })
            .run(Round.CONNECTIONS, 1);
    if (result.refused() > 0) {
      throw new IllegalStateException(result.firstRefusal());
    }
    requests += result.answered();
  }

  private void read() throws Exception {
    try (var readers = new Readers(testbed, application, READERS, TOKENS)) {
      readers.listen();
      readers.ask();
      readers.read(() -> true);
      for (var answer : readers.answers()) {
        if (!answer.isRight() || !answer.isWhole()) {
          throw new IllegalStateException("An answer did not come as it was said.");
        }
        answers++;
      }
    }
  }

  private void signInAndOut() throws Exception {
    for (int i = 0; i < SIGN_INS; i++) {
      var unused = testbed.admin().send("DELETE", "/api/v1/login-sessions/current", "");
      signIns++;
    }
  }

  private void report(double minutes) throws Exception {
    long pid = testbed.program().process().pid();
    var sample = new Sample(minutes, Memory.liveHeap(pid), Memory.resident(pid));
    samples.add(sample);
    System.out.printf(
        "%6.1f  %,10d  %,8d  %,9d  %,7.0f KB  %,7.0f KB%n",
        minutes, requests, answers, signIns, sample.heap, sample.resident);
  }

  /** Least squares, in kilobytes a minute. */
  private static double slope(List<Sample> samples) {
    double time = samples.stream().mapToDouble(Sample::minutes).average().orElse(0);
    double heap = samples.stream().mapToDouble(Sample::heap).average().orElse(0);
    double both =
        samples.stream().mapToDouble(each -> (each.minutes - time) * (each.heap - heap)).sum();
    double square = samples.stream().mapToDouble(each -> Math.pow(each.minutes - time, 2)).sum();
    return square == 0 ? 0 : both / square;
  }

  private record Sample(double minutes, double heap, double resident) {}
}
