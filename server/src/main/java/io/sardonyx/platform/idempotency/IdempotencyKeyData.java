package io.sardonyx.platform.idempotency;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.deletion.UserData;
import io.sardonyx.platform.deletion.UserKey;
import jakarta.inject.Singleton;

/** The idempotency keys that a deleted user had used. */
@Singleton
class IdempotencyKeyData implements UserData {
  @Override
  public boolean deleteSome(Statements tx, UserKey user, int limit) {
    return IdempotencyKeyStore.deleteOfUser(tx, user, limit) == limit;
  }
}
