package io.sardonyx.export;

import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.messages.Transcripts;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.web.authentication.Revocations;
import io.sardonyx.sessions.ChatSession;
import io.sardonyx.sessions.ChatSessions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes chats down while they are read: what is in memory is some messages, the ids of all chats,
 * and those of one chat's messages. That it was done is in the audit log before the first byte.
 */
@Singleton
public class Exports {
  private final Database database;
  private final ChatSessions sessions;
  private final Transcripts transcripts;
  private final Revocations revocations;

  Exports(
      Database database, ChatSessions sessions, Transcripts transcripts, Revocations revocations) {
    this.database = database;
    this.sessions = sessions;
    this.transcripts = transcripts;
    this.revocations = revocations;
  }

  /** One that the caller may read. */
  Export one(Caller caller, UUID sessionId, String formatName) {
    caller.require(ChatPermissions.READ);
    var format = ExportFormat.of(formatName);
    var session = sessions.get(caller, sessionId);
    audit(
        caller,
        AuditEntry.of("chat_session.exported", "chat_session", sessionId)
            .with(Map.of("format", formatName)));
    return new Export(
        format.mediaType(),
        format.fileName("chat-" + sessionId),
        out -> {
          try (var writer = TranscriptWriter.of(format, out)) {
            write(caller, session, writer);
          }
        });
  }

  /** All of the caller's own, archived ones too. */
  Export all(Caller caller, String formatName) {
    caller.require(ChatPermissions.READ);
    var format = ExportFormat.of(formatName);
    audit(
        caller,
        AuditEntry.of("chat_sessions.exported", "app_user", caller.userId())
            .with(Map.of("format", formatName)));
    return new Export(
        format.mediaType(), format.fileName("chats"), out -> writeAll(caller, format, out));
  }

  private void writeAll(Caller caller, ExportFormat format, OutputStream out) throws IOException {
    try (var writer = TranscriptWriter.of(format, out)) {
      writer.beginMany();
      // Their order changes while they are written down: all are named at the beginning.
      for (var id : sessions.ownIds(caller)) {
        var session = sessions.find(caller, id);
        if (session.isPresent()) {
          write(caller, session.get(), writer);
        }
      }
      writer.endMany();
    }
  }

  private void write(Caller caller, ChatSession session, TranscriptWriter writer)
      throws IOException {
    requireStill(caller);
    writer.begin(session);
    var ids =
        writer.wantsEveryBranch()
            ? transcripts.all(caller, session.id())
            : transcripts.shown(caller, session.id());
    for (int from = 0; from < ids.size(); from += TranscriptWriter.AT_ONCE) {
      var some = ids.subList(from, Math.min(ids.size(), from + TranscriptWriter.AT_ONCE));
      requireStill(caller);
      for (var message : transcripts.read(caller, some)) {
        writer.write(message);
      }
    }
    writer.end();
  }

  /** Whoever reads slowly may have been signed out since. */
  private void requireStill(Caller caller) throws IOException {
    if (!revocations.without(ChatPermissions.READ, List.of(caller)).isEmpty()) {
      throw new IOException("Who asked for it may not read it any more");
    }
  }

  private void audit(Caller caller, AuditEntry entry) {
    AuditLog.record(database.writing(caller), caller, entry);
  }
}
