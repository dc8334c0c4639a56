package io.sardonyx.answers;

import io.sardonyx.messages.Answers;
import io.sardonyx.messages.AssistantSettings;
import io.sardonyx.models.Model;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.ProviderModel;
import io.sardonyx.models.Sampling;
import io.sardonyx.models.TokenCounter;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;

/** What a model is given to read: who it is, what day it is, and the branch that it answers. */
@Singleton
public class PromptBuilder {
  private static final String WITHOUT_PERSONA =
      "You are a helpful assistant. Answer in the language in which you are asked. Your answers are"
          + " shown as Markdown.";
  private static final String CUT =
      "This chat is longer than what you are given: its oldest messages are left out. Say so when"
          + " you are asked about them.";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Answers answers;
  private final Summarizer summaries;
  private final InstantSource clock;

  PromptBuilder(Answers answers, Summarizer summaries, InstantSource clock) {
    this.answers = answers;
    this.summaries = summaries;
    this.clock = clock;
  }

  Prompt of(RunningAnswer answer, AssistantSettings briefing, Model model) {
    var caller = answer.caller();
    var reserved = answer.reserved();
    var lines = new ArrayList<>(briefing.instructions());
    if (lines.isEmpty()) {
      lines.add(WITHOUT_PERSONA);
    }
    lines.add("Today is " + DAY.format(clock.instant()) + " (UTC).");
    var branch =
        answers.branch(caller, reserved.sessionId(), reserved.parentId(), summaries.read(model));
    if (model instanceof ProviderModel asked) {
      branch = summaries.fitted(answer, asked, branch, TokenCounter.of(String.join("\n\n", lines)));
    }
    if (branch.cut()) {
      lines.add(CUT);
    }
    if (branch.summary() != null) {
      lines.add("What was said before, summarized:\n" + branch.summary());
    }
    return new Prompt(
        String.join("\n\n", lines),
        branch.said(),
        new Sampling(briefing.temperature(), briefing.topP(), briefing.maxTokens()));
  }
}
