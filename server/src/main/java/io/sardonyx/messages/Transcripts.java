package io.sardonyx.messages;

import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** All messages of a session, however long: first the ids, then the messages in batches. */
@Singleton
public class Transcripts {
  private final Database database;

  Transcripts(Database database) {
    this.database = database;
  }

  /** Of every branch, oldest first. */
  public List<UUID> all(Caller caller, UUID sessionId) {
    caller.require(ChatPermissions.READ);
    return TranscriptStore.all(database.reading(caller), sessionId);
  }

  /** Of the branch that is shown, oldest first. */
  public List<UUID> shown(Caller caller, UUID sessionId) {
    caller.require(ChatPermissions.READ);
    return TranscriptStore.shown(database.reading(caller), sessionId);
  }

  /** In the order of the ids; messages that were deleted meanwhile are left out. */
  public List<ChatMessage> read(Caller caller, List<UUID> ids) {
    caller.require(ChatPermissions.READ);
    return TranscriptStore.read(database.reading(caller), ids);
  }
}
