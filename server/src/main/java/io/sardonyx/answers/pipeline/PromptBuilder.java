package io.sardonyx.answers.pipeline;

import io.sardonyx.answers.AssistantSettings;
import io.sardonyx.answers.History;
import io.sardonyx.models.Model;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.TokenCounter;
import io.sardonyx.models.clients.ProviderModel;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/** Builds the prompt of an answer: instructions, the date, and the history. */
@Singleton
public class PromptBuilder {
  private static final String DEFAULT_INSTRUCTIONS =
      "You are a helpful assistant. Answer in the language of the question. Your answers are"
          + " displayed as Markdown.";
  private static final String TRUNCATED =
      "The oldest messages of this chat are not included here. Say so when you are asked about"
          + " them.";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

  /** Characters of a history that are read without waiting for others. */
  private static final int SHORT_HISTORY = 200_000;

  /** A turn and its copy without reasoning, the request as text and as bytes, network buffers. */
  private static final long BYTES_PER_CHARACTER = 6;

  private final Summarizer summarizer;
  private final InstantSource clock;

  /** How long a history is shows only when it is read: few at a time may be long. */
  private final Semaphore longHistories = new Semaphore(2, true);

  PromptBuilder(Summarizer summarizer, InstantSource clock) {
    this.summarizer = summarizer;
    this.clock = clock;
  }

  Prompt build(RunningAnswer answer, AssistantSettings settings, Model model)
      throws InterruptedException {
    var lines = new ArrayList<>(settings.instructions());
    if (lines.isEmpty()) {
      lines.add(DEFAULT_INSTRUCTIONS);
    }
    lines.add(today(clock.instant(), answer.target().timeZone()));
    var history = history(answer, summarizer.maxCharacters(model));
    if (model instanceof ProviderModel provider) {
      int reserved = TokenCounter.of(String.join("\n\n", lines));
      history = summarizer.fit(answer, provider, history, reserved);
    }
    if (history.truncated()) {
      lines.add(TRUNCATED);
    }
    if (history.summary() != null) {
      lines.add("Summary of the earlier conversation:\n" + history.summary());
    }
    return new Prompt(String.join("\n\n", lines), history.turns(), settings.sampling());
  }

  private History history(RunningAnswer answer, int maxCharacters) throws InterruptedException {
    var history = read(answer, Math.min(maxCharacters, SHORT_HISTORY));
    if (!history.truncated() || maxCharacters <= SHORT_HISTORY) {
      return history;
    }
    answer.memory().release(bytes(history));
    longHistories.acquire();
    try {
      return read(answer, maxCharacters);
    } finally {
      longHistories.release();
    }
  }

  private static History read(RunningAnswer answer, int maxCharacters) {
    var history = answer.target().history(answer.caller(), maxCharacters);
    answer.memory().reserve(bytes(history));
    return history;
  }

  private static long bytes(History history) {
    return history.turns().stream().mapToLong(turn -> turn.content().length()).sum()
        * BYTES_PER_CHARACTER;
  }

  /** The date where the user is. */
  static String today(Instant now, ZoneId zone) {
    var name = zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    return "Today is " + DAY.format(now.atZone(zone)) + " (" + name + ").";
  }
}
