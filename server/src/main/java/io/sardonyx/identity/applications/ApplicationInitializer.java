package io.sardonyx.identity.applications;

import io.sardonyx.platform.database.Statements;
import java.util.UUID;

/**
 * Puts into a new application what a feature needs there, in the transaction that creates it, as
 * the workers' role. Beans of this type are found.
 */
public interface ApplicationInitializer {
  void initialize(Statements tx, UUID organizationId, UUID applicationId);
}
