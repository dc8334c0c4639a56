package io.sardonyx.answers.pipeline;

import io.sardonyx.answers.AnswerTarget;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.Reasoning;
import io.sardonyx.models.Turn;
import io.sardonyx.models.clients.ProviderModel;
import io.sardonyx.models.providers.Models;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.usage.TokenUsageRecorder;
import io.sardonyx.usage.UsagePurpose;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Gives a chat its title after the first answer: the model's, else the question's beginning. */
@Singleton
public class TitleGenerator {
  static final int MAX = 60;

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int EXCERPT = 600;
  private static final String INSTRUCTIONS =
      "You generate titles for conversations. Reply with a title of at most six words, in the"
          + " language of the conversation. Output only the title, without quotes or a full stop.";
  private static final Logger LOG = Logger.getLogger(TitleGenerator.class);

  private final Models models;
  private final TokenUsageRecorder usage;

  TitleGenerator(Models models, TokenUsageRecorder usage) {
    this.models = models;
    this.usage = usage;
  }

  /** A chat works without a title: a failure is logged and not retried. */
  void setTitle(Caller caller, AnswerTarget target, String answer) {
    try {
      var question =
          target.history(caller, 0).turns().stream()
              .filter(turn -> turn.kind().equals("user"))
              .map(Turn::content)
              .findFirst()
              .orElse("");
      var title = generate(caller, target, question, answer);
      if (title.isEmpty()) {
        title = clean(question);
      }
      if (!title.isEmpty()) {
        target.setInitialTitle(caller, title);
      }
    } catch (Problem | DatabaseUnavailable failure) {
      LOG.debugf("A chat got no title: %s", failure.getMessage());
    }
  }

  private String generate(Caller caller, AnswerTarget target, String question, String answer) {
    if (!(models.find(caller, null) instanceof ProviderModel model)) {
      return "";
    }
    var conversation =
        "Question:\n%s\n\nAnswer:\n%s"
            .formatted(excerpt(question), excerpt(Reasoning.strip(answer)));
    try (var metered = new MeteredModel(usage, caller, target.answerId(), UsagePurpose.TITLE)) {
      var turn = new Turn(UUID.randomUUID(), "user", conversation);
      return clean(metered.ask(model, new Prompt(INSTRUCTIONS, List.of(turn)), TIMEOUT).text());
    } catch (ModelFailure failure) {
      LOG.debugf("The model gave no title: %s", failure.sentence());
      return "";
    }
  }

  private static String excerpt(String text) {
    return text.length() > EXCERPT ? text.substring(0, characterBoundary(text, EXCERPT)) : text;
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
    return line.substring(0, end > MAX / 2 ? end : characterBoundary(line, MAX - 1)).strip() + "…";
  }

  private static String words(String line) {
    return line.replace("\u00ad", "")
        .replaceAll(
            "[\\p{Cntrl}\\p{Co}\\p{Cn}]|[\\p{Cf}&&[^\\u200c\\u200d\\x{e0020}-\\x{e007f}]]", " ")
        .replaceFirst("^\\s*(?:#{1,6}\\s+|>\\s*(?!\\s*\\d)|[-*+]\\s+)+", "")
        .replaceAll("(?<!\\w)(\\*{1,3}|`+)(?=\\S)(.+?)(?<=\\S)\\1(?!\\w)", "$2")
        .replaceFirst("(?i)^\\s*title\\s*:", "")
        .replaceAll("\\s+", " ")
        .replaceAll("^[\\s\"'“”„«»‘’]+|[\\s\"'“”„«»‘’.]+$", "");
  }

  /** Not between the surrogates of one character. */
  private static int characterBoundary(String text, int end) {
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }
}
