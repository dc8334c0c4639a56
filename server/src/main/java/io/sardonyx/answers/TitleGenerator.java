package io.sardonyx.answers;

import io.sardonyx.messages.Answers;
import io.sardonyx.messages.ChatMessage;
import io.sardonyx.messages.Turn;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.Models;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.ProviderModel;
import io.sardonyx.models.Reasoning;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.sessions.ReservedAnswer;
import io.sardonyx.usage.TokenUsageRecorder;
import io.sardonyx.usage.UsagePurpose;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Names a chat after its first answer: in the model's words, else in the reader's own. */
@Singleton
public class TitleGenerator {
  static final int MAX = 60;

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int EXCERPT = 600;
  private static final String WISH =
      "You name conversations. Answer with a title of at most six words for the conversation that"
          + " you are given, in its language, and with nothing else: no quotes, no full stop.";
  private static final Logger LOG = Logger.getLogger(TitleGenerator.class);

  private final Models models;
  private final Answers answers;
  private final TokenUsageRecorder usage;

  TitleGenerator(Models models, Answers answers, TokenUsageRecorder usage) {
    this.usage = usage;
    this.models = models;
    this.answers = answers;
  }

  /** A chat without a title works too: what fails here is logged and not repeated. */
  void entitle(Caller caller, ReservedAnswer reserved, ChatMessage answer) {
    try {
      var question =
          answers.branch(caller, reserved.sessionId(), reserved.parentId(), 0).said().stream()
              .filter(said -> said.kind().equals("user"))
              .map(Turn::content)
              .findFirst()
              .orElse("");
      var title = bySaying(caller, reserved, question, answer.content());
      if (title.isEmpty()) {
        title = clean(question);
      }
      if (!title.isEmpty()) {
        answers.entitle(caller, reserved.sessionId(), title);
      }
    } catch (Problem | DatabaseUnavailable failure) {
      LOG.debugf("A chat got no title: %s", failure.getMessage());
    }
  }

  private String bySaying(Caller caller, ReservedAnswer reserved, String question, String answer) {
    if (!(models.answering(caller, null) instanceof ProviderModel model)) {
      return "";
    }
    var conversation =
        "Question:\n%s\n\nAnswer:\n%s".formatted(cut(question), cut(Reasoning.without(answer)));
    try (var meter = new MeteredModel(usage, caller, reserved.id(), UsagePurpose.TITLE)) {
      var said = new Turn(UUID.randomUUID(), "user", conversation);
      return clean(meter.ask(model, new Prompt(WISH, List.of(said)), LIMIT).text());
    } catch (ModelFailure failure) {
      LOG.debugf("No title from the model: %s", failure.sentence());
      return "";
    }
  }

  private static String cut(String text) {
    return text.length() > EXCERPT ? text.substring(0, wholeCharacters(text, EXCERPT)) : text;
  }

  /** One line of plain words, from whatever a model or a person wrote. */
  static String clean(String text) {
    var line =
        text.strip()
            .lines()
            .map(TitleGenerator::words)
            .filter(words -> !words.isEmpty())
            .findFirst()
            .orElse("");
    if (line.length() <= MAX) {
      return line;
    }
    int end = line.lastIndexOf(' ', MAX - 1);
    return line.substring(0, end > MAX / 2 ? end : wholeCharacters(line, MAX - 1)).strip() + "…";
  }

  private static String words(String line) {
    return line.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}]", " ")
        .replaceAll("[*_`#>]+", "")
        .replaceFirst("(?i)^\\s*title\\s*:", "")
        .replaceAll("\\s+", " ")
        .replaceAll("^[\\s\"'“”„«»‘’]+|[\\s\"'“”„«»‘’.]+$", "");
  }

  /** Never between the halves of one character. */
  private static int wholeCharacters(String text, int end) {
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }
}
