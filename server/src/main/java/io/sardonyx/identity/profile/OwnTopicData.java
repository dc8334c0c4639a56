package io.sardonyx.identity.profile;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.deletion.UserData;
import io.sardonyx.platform.deletion.UserKey;
import io.sardonyx.platform.events.EventLog;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The topic of a deleted user, on which they were told of what concerns them. */
@Singleton
public class OwnTopicData implements UserData {
  @Override
  public boolean deleteSome(Statements tx, UserKey user, int limit) {
    return EventLog.deleteSome(tx, new UUID[] {user.userId()}, limit);
  }
}
