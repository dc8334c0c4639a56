package io.sardonyx.assistants;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.sessions.Answers;
import io.sardonyx.sessions.ReservedAnswer;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;

/** What a model is given to read: who it is, what day it is, and the branch that it answers. */
@Singleton
public class Prompts {
  private static final String WITHOUT_PERSONA =
      "You are a helpful assistant. Answer in the language in which you are asked. Your answers are"
          + " shown as Markdown.";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Answers answers;
  private final Settings settings;
  private final InstantSource clock;

  Prompts(Answers answers, Settings settings, InstantSource clock) {
    this.answers = answers;
    this.settings = settings;
    this.clock = clock;
  }

  Prompt of(Caller caller, ReservedAnswer answer) {
    var lines = new ArrayList<>(answers.instructions(caller, answer.sessionId()));
    if (lines.isEmpty()) {
      lines.add(WITHOUT_PERSONA);
    }
    lines.add("Today is " + DAY.format(clock.instant()) + " (UTC).");
    return new Prompt(
        String.join("\n\n", lines),
        answers.history(
            caller, answer.sessionId(), answer.parentId(), settings.modelHistoryCharacters()));
  }
}
