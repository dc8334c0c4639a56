package io.sardonyx.answers.pipeline;

import io.sardonyx.answers.AssistantSettings;
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

  private final Summarizer summarizer;
  private final InstantSource clock;

  PromptBuilder(Summarizer summarizer, InstantSource clock) {
    this.summarizer = summarizer;
    this.clock = clock;
  }

  Prompt build(RunningAnswer answer, AssistantSettings settings, Model model) {
    var lines = new ArrayList<>(settings.instructions());
    if (lines.isEmpty()) {
      lines.add(DEFAULT_INSTRUCTIONS);
    }
    lines.add(today(clock.instant(), answer.target().timeZone()));
    var history = answer.target().history(answer.caller(), summarizer.maxCharacters(model));
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

  /** The date where the user is. */
  static String today(Instant now, ZoneId zone) {
    var name = zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    return "Today is " + DAY.format(now.atZone(zone)) + " (" + name + ").";
  }
}
