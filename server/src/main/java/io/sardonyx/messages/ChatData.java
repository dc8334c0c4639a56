package io.sardonyx.messages;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.deletion.UserData;
import io.sardonyx.platform.deletion.UserKey;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.sessions.ChatSessions;
import jakarta.inject.Singleton;

/** The chat sessions of a deleted user, with their messages and events. */
@Singleton
public class ChatData implements UserData {
  @Override
  public boolean deleteSome(Statements tx, UserKey user, int limit) {
    var sessions = ChatSessions.ofUser(tx, user, limit);
    if (sessions.length == 0) {
      return false;
    }
    if (ChatMessageStore.deleteSome(tx, sessions, limit)
        || EventLog.deleteSome(tx, sessions, limit)) {
      return true;
    }
    ChatSessions.remove(tx, sessions);
    return true;
  }
}
