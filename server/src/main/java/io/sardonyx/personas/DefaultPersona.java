package io.sardonyx.personas;

import io.sardonyx.identity.applications.ApplicationInitializer;
import io.sardonyx.platform.database.Statements;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Every application begins with one persona, which its chats have unless they name another. */
@Singleton
class DefaultPersona implements ApplicationInitializer {
  @Override
  public void initialize(Statements tx, UUID organizationId, UUID applicationId) {
    PersonaStore.insertDefault(tx, organizationId, applicationId);
  }
}
