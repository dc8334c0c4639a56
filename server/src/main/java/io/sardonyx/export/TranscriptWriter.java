package io.sardonyx.export;

import io.sardonyx.messages.ChatMessage;
import io.sardonyx.sessions.ChatSession;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes chats one message after the other. Closing it ends what it wrote, not the stream. */
interface TranscriptWriter extends Closeable {
  /** Messages that are read together; a long answer has hundreds of kilobytes. */
  int AT_ONCE = 20;

  static TranscriptWriter of(ExportFormat format, OutputStream out) throws IOException {
    return switch (format) {
      case JSON -> new JsonTranscript(out);
      case MARKDOWN -> new MarkdownTranscript(out);
    };
  }

  boolean wantsEveryBranch();

  /** Before several chats. */
  void beginMany() throws IOException;

  void begin(ChatSession session) throws IOException;

  void write(ChatMessage message) throws IOException;

  void end() throws IOException;

  void endMany() throws IOException;
}
