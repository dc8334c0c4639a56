package io.sardonyx.identity.login;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.deletion.UserData;
import io.sardonyx.platform.deletion.UserKey;
import jakarta.inject.Singleton;

/** The login sessions of a deleted user. */
@Singleton
class LoginSessionData implements UserData {
  @Override
  public boolean deleteSome(Statements tx, UserKey user, int limit) {
    return LoginSessionStore.deleteOfUser(tx, user, limit) == limit;
  }
}
