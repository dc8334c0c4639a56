package io.sardonyx.search;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import io.sardonyx.search.SearchIndexStore.Text;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * Brings into the index what was said since, some seconds later, so that sending pays nothing for
 * it. What was sent is found by the order of ids; a message whose transaction was slow, or whose
 * node's clock is, is found when the job looks further back. Answers and titles come by a queue.
 */
@Singleton
public class IndexSearchJob implements Job {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int BATCH = 200;

  /** In one run, so that a flood of messages is not made worse; the rest is for the next. */
  private static final int BATCHES = 10;

  private static final Duration LOOK_BACK = Duration.ofSeconds(10);
  private static final Duration LOOK_FAR_BACK = Duration.ofHours(25);
  private static final Duration LOOK_FAR_BACK_EVERY = Duration.ofHours(1);

  /** What one statement looks at when it looks far back, and how many there are in one run. */
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int WINDOWS = 12;

  /** Messages in one run that are looked at for an older rule. */
  private static final int REFOLDED = 2_000;

  private static final UUID END = new UUID(-1, -1);

  private final Database database;
  private Instant lookedFarBack = Instant.EPOCH;
  private Instant farFrom = Instant.EPOCH;
  private Instant farTo = Instant.EPOCH;

  IndexSearchJob(Database database) {
    this.database = database.background();
  }

  @Override
  public String name() {
    return "index-search";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Every(PAUSE);
  }

  @Override
  public void run(Instant now) {
    drain(
        SearchIndexStore::endedAnswers,
        (tx, texts) ->
            SearchIndexStore.addMessages(
                tx, texts.stream().filter(text -> !text.content().isEmpty()).toList()));
    drain(SearchIndexStore::retitled, SearchIndexStore::putTitles);
    var progress = SearchIndexStore.progress(database.working());
    scan(earlier(progress, LOOK_BACK), END, now);
    scanFarBack(progress, now);
    refold();
  }

  private void drain(
      BiFunction<Statements, Integer, List<Text>> take, BiConsumer<Statements, List<Text>> put) {
    int taken = BATCH;
    for (int i = 0; i < BATCHES && taken > 0 && !Thread.interrupted(); i++) {
      taken =
          database.asWorker(tx -> {
            var texts = take.apply(tx, BATCH);
            put.accept(tx, texts);
            return texts.size();
          });
    }
  }

  private void scan(UUID after, UUID to, Instant now) {
    var from = after;
    int found = BATCH;
    for (int i = 0; i < BATCHES && found > 0 && !Thread.interrupted(); i++) {
      var begin = from;
      var texts = database.asWorker(tx -> addMissing(tx, begin, to, now));
      found = texts.size();
      from = texts.isEmpty() ? from : texts.getLast().id();
    }
  }

  /**
   * A little of the day before in each run, after what is new: a day is more than one statement may
   * take. A window that fails is for the next time, and keeps no other from its turn.
   */
  private void scanFarBack(UUID progress, Instant now) {
    if (!farFrom.isBefore(farTo) && lookedFarBack.plus(LOOK_FAR_BACK_EVERY).isBefore(now)) {
      lookedFarBack = now;
      farTo = Instant.ofEpochMilli(millis(progress));
      farFrom = farTo.minus(LOOK_FAR_BACK);
    }
    for (int i = 0; i < WINDOWS && farFrom.isBefore(farTo) && !Thread.interrupted(); i++) {
      var from = farFrom;
      farFrom = from.plus(WINDOW);
      scan(at(from), at(farFrom), now);
    }
  }

  /** Messages that were brought in by another rule of what counts. */
  private void refold() {
    database.asWorker(tx -> {
      var after = SearchIndexStore.refoldAfter(tx);
      if (after.isPresent()) {
        var texts = SearchIndexStore.refoldable(tx, after.get(), REFOLDED);
        SearchIndexStore.putMessages(
            tx, texts.stream().filter(text -> !text.content().isEmpty()).toList());
        SearchIndexStore.refolded(tx, texts.size() < REFOLDED ? null : texts.getLast().id());
      }
      return true;
    });
  }

  private static List<Text> addMissing(Statements tx, UUID after, UUID to, Instant now) {
    var texts = SearchIndexStore.missing(tx, after, to, BATCH);
    if (!texts.isEmpty()) {
      SearchIndexStore.addMessages(tx, texts);
      var last = texts.getLast().id();
      // A node whose clock is ahead must not hide what the others write.
      SearchIndexStore.progressed(tx, millis(last) > now.toEpochMilli() ? at(now) : last);
    }
    return texts;
  }

  private static UUID earlier(UUID id, Duration by) {
    return at(Instant.ofEpochMilli(Math.max(0, millis(id) - by.toMillis())));
  }

  /** Of a UUID of version 7. */
  private static long millis(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }

  private static UUID at(Instant time) {
    return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
  }
}
