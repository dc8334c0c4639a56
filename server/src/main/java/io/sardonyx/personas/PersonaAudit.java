package io.sardonyx.personas;

import io.sardonyx.identity.audit.AuditTarget;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the audit log shows of events about personas. */
final class PersonaAudit {
  private PersonaAudit() {}

  @Produces
  @Singleton
  static AuditTarget target() {
    return new AuditTarget("persona", "platform.persona_settings");
  }
}
