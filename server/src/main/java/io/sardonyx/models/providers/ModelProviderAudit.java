package io.sardonyx.models.providers;

import io.sardonyx.identity.audit.AuditTarget;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the audit log shows of events about model providers. */
final class ModelProviderAudit {
  private ModelProviderAudit() {}

  @Produces
  @Singleton
  static AuditTarget target() {
    return new AuditTarget("model_provider", "platform.model_provider_names");
  }
}
