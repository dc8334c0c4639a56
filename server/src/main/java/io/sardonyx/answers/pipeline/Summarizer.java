package io.sardonyx.answers.pipeline;

import io.sardonyx.answers.History;
import io.sardonyx.models.Model;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.Reasoning;
import io.sardonyx.models.TokenCounter;
import io.sardonyx.models.Turn;
import io.sardonyx.models.clients.ProviderModel;
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
 * Keeps the history of an answer within the context window of its model. When three quarters of the
 * window are full, what is older than the last quarter is summarized by the same model; the target
 * keeps the summary, which replaces those turns from then on. Where that fails, the oldest turns
 * are left out of this one prompt.
 */
@Singleton
public class Summarizer {
  private static final Duration TIMEOUT = Duration.ofSeconds(45);
  private static final int MAX_ROUNDS = 4;
  private static final int CHARACTERS_PER_TOKEN = 8;

  /** Twice the longest answer and question together. */
  private static final int MIN_CHARACTERS = 1_000_000;

  private static final int MAX_SUMMARY = 20_000;
  private static final String INSTRUCTIONS =
      "You summarize conversations so that you can continue them later. Keep questions, decisions,"
          + " findings, names, numbers and open points. Write in the language of the conversation,"
          + " as briefly as possible. Output only the summary.";
  private static final Logger LOG = Logger.getLogger(Summarizer.class);

  private final Settings settings;
  private final TokenUsageRecorder usage;

  Summarizer(Settings settings, TokenUsageRecorder usage) {
    this.settings = settings;
    this.usage = usage;
  }

  /**
   * @param reserved tokens of the window that the instructions need
   */
  History fit(RunningAnswer answer, ProviderModel model, History history, int reserved) {
    int window = model.contextWindow();
    int room = Math.max((int) (window * 3L / 4) - reserved, window / 8);
    int maxCharacters = maxCharacters(model);
    if (!history.truncated()
        && characters(history) <= maxCharacters / 2
        && tokens(history) <= room) {
      return history;
    }
    var turns = history.turns();
    var keep = newest(turns, window / 4, maxCharacters / 4);
    var older = turns.subList(0, turns.size() - keep.size());
    var summary = new RollingSummary(answer, model, history);
    try (var metered =
        new MeteredModel(
            usage, answer.caller(), answer.target().answerId(), UsagePurpose.SUMMARY)) {
      summary.extend(older, metered);
    } catch (ModelFailure failure) {
      LOG.infof("A chat was not summarized: %s", failure.sentence());
    }
    var left = turns.subList(summary.covered, turns.size());
    var text = summary.text;
    int roomForTurns = room - (text == null ? 0 : TokenCounter.of(text));
    var kept = newest(left, Math.max(1, roomForTurns), maxCharacters);
    return new History(text, kept, history.truncated() || kept.size() < left.size());
  }

  /**
   * How many characters of a history are read at most: more than any text has in the model's
   * window. A history of near half of that is summarized, so that nothing is ever beyond it: an
   * answer and the question after it are shorter than the other half.
   */
  int maxCharacters(Model model) {
    long fits =
        model instanceof ProviderModel provider
            ? (long) provider.contextWindow() * CHARACTERS_PER_TOKEN
            : 0;
    return (int) Math.min(settings.modelHistoryCharacters(), Math.max(fits, MIN_CHARACTERS));
  }

  private static int characters(History history) {
    return history.turns().stream().mapToInt(turn -> turn.content().length()).sum();
  }

  private static int tokens(History history) {
    var summary = history.summary();
    return TokenCounter.of(history.turns()) + (summary == null ? 0 : TokenCounter.of(summary));
  }

  /** As many as fit; the newest in any case. */
  private static List<Turn> newest(List<Turn> turns, int maxTokens, int maxCharacters) {
    int from = turns.size();
    int tokens = 0;
    int characters = 0;
    while (from > 0) {
      tokens += TokenCounter.of(turns.get(from - 1));
      characters += turns.get(from - 1).content().length();
      if ((tokens > maxTokens || characters > maxCharacters) && from < turns.size()) {
        break;
      }
      from--;
    }
    return turns.subList(from, turns.size());
  }

  /** As many as fit; the first in any case. */
  private static List<Turn> oldest(List<Turn> turns, int maxTokens) {
    var some = new ArrayList<Turn>();
    int tokens = 0;
    for (var turn : turns) {
      tokens += TokenCounter.of(turn);
      if (tokens > maxTokens && !some.isEmpty()) {
        break;
      }
      some.add(turn);
    }
    return some;
  }

  /** The answer is interrupted when its model is idle for the model timeout; this is shorter. */
  private Duration timeout() {
    var limit = settings.modelTimeout().multipliedBy(3).dividedBy(4);
    return limit.compareTo(TIMEOUT) < 0 ? limit : TIMEOUT;
  }

  /** Summarizes many turns in several requests, each with the summary of those before. */
  private final class RollingSummary {
    private final RunningAnswer answer;
    private final ProviderModel model;
    private final boolean truncated;
    private @Nullable String text;
    private int covered;

    RollingSummary(RunningAnswer answer, ProviderModel model, History history) {
      this.answer = answer;
      this.model = model;
      this.text = history.summary();
      this.truncated = history.truncated();
    }

    void extend(List<Turn> older, MeteredModel metered) {
      for (int round = 0;
          round < MAX_ROUNDS && covered < older.size() && !answer.hasEnded();
          round++) {
        var some = oldest(older.subList(covered, older.size()), model.contextWindow() / 2);
        answer.touch();
        var reply = metered.ask(model, prompt(some), timeout()).text().strip();
        if (reply.isEmpty()) {
          return;
        }
        text = reply.length() > MAX_SUMMARY ? reply.substring(0, MAX_SUMMARY) : reply;
        covered += some.size();
        answer.target().saveSummary(answer.caller(), some.getLast().id(), text);
      }
    }

    private Prompt prompt(List<Turn> some) {
      var question = new StringBuilder();
      if (text != null) {
        question.append("Summary of the earlier conversation:\n").append(text).append("\n\n");
      } else if (truncated) {
        question.append("(The beginning is not included. Say so in the summary.)\n\n");
      }
      for (var turn : some) {
        question.append(turn.kind()).append(": ").append(Reasoning.strip(turn)).append("\n\n");
      }
      return new Prompt(
          INSTRUCTIONS, List.of(new Turn(UUID.randomUUID(), "user", question.toString())));
    }
  }
}
