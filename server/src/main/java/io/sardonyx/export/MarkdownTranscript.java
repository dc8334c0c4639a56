package io.sardonyx.export;

import io.sardonyx.messages.ChatMessage;
import io.sardonyx.models.Reasoning;
import io.sardonyx.sessions.ChatSession;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A chat to be read: its title, then who said what and when. */
final class MarkdownTranscript implements TranscriptWriter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Writer text;

  MarkdownTranscript(OutputStream out) {
    text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
  }

  @Override
  public boolean wantsEveryBranch() {
    return false;
  }

  @Override
  public void beginMany() {}

  @Override
  public void begin(ChatSession session) throws IOException {
    var title = session.title();
    text.write("# " + (title == null ? "Untitled chat" : oneLine(title)) + "\n\n");
    var description = session.description();
    if (description != null && !description.isBlank()) {
      text.write(description.strip() + "\n\n");
    }
    text.write("_Begun " + time(session.createdAt()) + "._\n\n");
  }

  @Override
  public void write(ChatMessage message) throws IOException {
    var model = message.model();
    var who =
        switch (message.kind()) {
          case "user" -> "You";
          case "assistant" -> model == null ? "Assistant" : "Assistant (" + model + ")";
          default -> message.kind();
        };
    text.write("## " + oneLine(who) + ", " + time(message.createdAt()) + "\n\n");
    var content =
        message.kind().equals("assistant") ? Reasoning.strip(message.content()) : message.content();
    text.write(content.strip() + "\n\n");
    var error = message.error();
    if (error != null) {
      text.write("> " + oneLine(error) + "\n\n");
    }
  }

  @Override
  public void end() throws IOException {
    text.write("---\n\n");
  }

  @Override
  public void endMany() {}

  @Override
  public void close() throws IOException {
    text.flush();
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }

  private static String oneLine(String words) {
    return words.replaceAll("\\s+", " ").strip();
  }
}
