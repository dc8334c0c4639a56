import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How many answers one process can write at once, and how much later their readers get each token
 * than the model said it. Each answer is another user's, who reads it on a socket of their own; all
 * of them begin together. Run by {@code ./sardonyx bench streams [ANSWERS]}.
 *
 * <p>The model and the readers are on the same machine, so that all have one clock; what they take
 * of the processors stands beside what the program takes.
 */
final class StreamsBench {
  private static final int TOKENS_PER_SECOND = 50;
  private static final int TOKENS = 20 * TOKENS_PER_SECOND;
  private static final double BAR_MILLISECONDS = 50;

  private final Testbed testbed;
  private final Application application;
  private final Program model;
  private final int count;

  private StreamsBench(Testbed testbed, Application application, Program model, int count) {
    this.testbed = testbed;
    this.application = application;
    this.model = model;
    this.count = count;
  }

  public static void main(String[] args) throws Exception {
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
    try (var scratch = Scratch.make();
        var testbed = Testbed.start(args[0], scratch.path());
        var model = TokenServer.start(count, TOKENS, TOKENS_PER_SECOND)) {
      var application = testbed.application(Seed.Crowd.of(0, count, 1, 1));
      testbed.connectModel(model);
      var bench = new StreamsBench(testbed, application, model, count);
      bench.run("while the program is new");
      bench.run("when it is warm");
    }
  }

  private void run(String when) throws Exception {
    System.out.printf(
        "%n%,d answers at once, %d tokens a second each, %s%n", count, TOKENS_PER_SECOND, when);
    var memory = Memory.Watch.of(testbed.program());
    try (var readers = new Readers(testbed, application, count, TOKENS)) {
      readers.listen();
      readers.ask();
      var processors = Processors.look(testbed, model, "readers");
      readers.read(memory::look);
      System.out.printf("    processors: %s%n", processors.used());
      System.out.printf(
          "    for each token: %s%n", processors.usedForEach((long) count * TOKENS));
      report(readers.answers());
    }
    memory.report();
  }

  private static void report(Answer[] answers) {
    Bar.atLeast(
        "answers that came as they were said",
        Stream.of(answers).filter(Answer::isRight).count(),
        answers.length);
    System.out.printf(
        "    %,d of which no piece was missing on the way%n",
        Stream.of(answers).filter(Answer::isWhole).count());
    var delays = Stream.of(answers).flatMapToInt(each -> Arrays.stream(each.delays())).toArray();
    Arrays.sort(delays);
    System.out.printf(
        "    %,d of %,d tokens timed; added to each: p50 %.1f ms, at most %.1f ms%n",
        delays.length,
        (long) answers.length * TOKENS,
        percentile(delays, 50),
        percentile(delays, 100));
    Bar.atMost("added to a token, p99", percentile(delays, 99), BAR_MILLISECONDS, "ms");
  }

  private static double percentile(int[] sorted, int percent) {
    return sorted.length == 0
        ? 0
        : sorted[(int) ((sorted.length - 1L) * percent / 100)] / 1_000.0;
  }
}
