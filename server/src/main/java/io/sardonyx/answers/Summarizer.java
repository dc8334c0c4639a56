package io.sardonyx.answers;

import io.sardonyx.messages.Answers;
import io.sardonyx.messages.Branch;
import io.sardonyx.messages.Turn;
import io.sardonyx.models.Model;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.ProviderModel;
import io.sardonyx.models.Reasoning;
import io.sardonyx.models.TokenCounter;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.usage.TokenUsageRecorder;
import io.sardonyx.usage.UsagePurpose;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a model reads within its window. When three quarters of it are full, what is older
 * than the last quarter is summarized in the model's own words, kept on the branch, and read in its
 * place from then on. Where that fails, the oldest messages are left out for this once.
 */
@Singleton
public class Summarizer {
  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final int MAX_ROUNDS = 4;
  private static final int CHARACTERS_PER_TOKEN = 8;

  /** Twice the longest answer and question together. */
  private static final int LEAST_READ = 1_000_000;

  private static final int MAX_SUMMARY = 20_000;
  private static final String WISH =
      "You summarize conversations, for yourself to go on from. Keep what was asked, decided and"
          + " found out, names, numbers and open questions, in the conversation's language, as"
          + " short as that can be said. Write nothing else.";
  private static final Logger LOG = Logger.getLogger(Summarizer.class);

  private final Answers answers;
  private final TokenUsageRecorder usage;
  private final Settings settings;

  Summarizer(Answers answers, Settings settings, TokenUsageRecorder usage) {
    this.usage = usage;
    this.answers = answers;
    this.settings = settings;
  }

  /**
   * @param taken tokens of the window that something else needs: instructions
   */
  Branch fitted(RunningAnswer answer, ProviderModel model, Branch branch, int taken) {
    int room = Math.max((int) (model.contextWindow() * 3L / 4) - taken, model.contextWindow() / 8);
    int read = read(model);
    if (!branch.cut() && characters(branch) <= read / 2 && tokens(branch) <= room) {
      return branch;
    }
    var keep = newest(branch.said(), model.contextWindow() / 4, read / 4);
    var older = branch.said().subList(0, branch.said().size() - keep.size());
    var told = new Telling(answer, model, branch);
    try (var meter =
        new MeteredModel(usage, answer.caller(), answer.reserved().id(), UsagePurpose.SUMMARY)) {
      told.tell(older, meter);
    } catch (ModelFailure failure) {
      LOG.infof("A chat was not summarized: %s", failure.sentence());
    }
    var left = branch.said().subList(told.covered, branch.said().size());
    var summary = told.summary;
    var kept =
        newest(left, Math.max(1, room - (summary == null ? 0 : TokenCounter.of(summary))), read);
    return new Branch(summary, kept, branch.cut() || kept.size() < left.size());
  }

  /**
   * How many characters of a chat are read at most: more than any text has in the model's window.
   * What comes near half of that is summarized, so that nothing is ever beyond it: an answer and
   * the question after it are not as long as the other half.
   */
  int read(Model model) {
    long fits =
        model instanceof ProviderModel provider
            ? (long) provider.contextWindow() * CHARACTERS_PER_TOKEN
            : 0;
    return (int) Math.min(settings.modelHistoryCharacters(), Math.max(fits, LEAST_READ));
  }

  private static int characters(Branch branch) {
    return branch.said().stream().mapToInt(said -> said.content().length()).sum();
  }

  private static int tokens(Branch branch) {
    var summary = branch.summary();
    return TokenCounter.of(branch.said()) + (summary == null ? 0 : TokenCounter.of(summary));
  }

  /** As many as fit; the newest in any case. */
  private static List<Turn> newest(List<Turn> said, int tokens, int characters) {
    int from = said.size();
    int used = 0;
    int length = 0;
    while (from > 0) {
      used += TokenCounter.of(said.get(from - 1));
      length += said.get(from - 1).content().length();
      if ((used > tokens || length > characters) && from < said.size()) {
        break;
      }
      from--;
    }
    return said.subList(from, said.size());
  }

  /** Tells a long stretch in several goes, each with the summary of those before. */
  private final class Telling {
    private final RunningAnswer answer;
    private final ProviderModel model;
    private final boolean cut;
    private @Nullable String summary;
    private int covered;

    Telling(RunningAnswer answer, ProviderModel model, Branch branch) {
      this.answer = answer;
      this.model = model;
      this.summary = branch.summary();
      this.cut = branch.cut();
    }

    void tell(List<Turn> older, MeteredModel meter) {
      for (int round = 0;
          round < MAX_ROUNDS && covered < older.size() && answer.outcome() == null;
          round++) {
        var some = oldest(older.subList(covered, older.size()), model.contextWindow() / 2);
        answer.alive();
        var text = meter.ask(model, prompt(some), limit()).text().strip();
        if (text.isEmpty()) {
          return;
        }
        summary = text.length() > MAX_SUMMARY ? text.substring(0, MAX_SUMMARY) : text;
        covered += some.size();
        answers.summarized(answer.caller(), some.getLast().id(), summary);
      }
    }

    private Prompt prompt(List<Turn> some) {
      var text = new StringBuilder();
      if (summary != null) {
        text.append("What was said before, summarized:\n").append(summary).append("\n\n");
      } else if (cut) {
        text.append("(The very beginning is not here. Say so in the summary.)\n\n");
      }
      for (var said : some) {
        text.append(said.kind()).append(": ").append(Reasoning.without(said)).append("\n\n");
      }
      return new Prompt(WISH, List.of(new Turn(UUID.randomUUID(), "user", text.toString())));
    }
  }

  /** As many as fit; the first in any case. */
  private static List<Turn> oldest(List<Turn> said, int tokens) {
    var some = new ArrayList<Turn>();
    int used = 0;
    for (var each : said) {
      used += TokenCounter.of(each);
      if (used > tokens && !some.isEmpty()) {
        break;
      }
      some.add(each);
    }
    return some;
  }

  /** The answer is given up when its model is silent for so long; this comes before it. */
  private Duration limit() {
    var patience = settings.modelTimeout().multipliedBy(3).dividedBy(4);
    return patience.compareTo(LIMIT) < 0 ? patience : LIMIT;
  }
}
