package io.sardonyx.identity.supabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sardonyx.identity.accounts.Factor;
import java.time.Instant;
import java.util.UUID;

/** A second factor as Supabase Auth shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FactorView(
    UUID id,
    Instant createdAt,
    Instant updatedAt,
    String status,
    String friendlyName,
    String factorType) {

  public static final String TOTP = "totp";

  public static FactorView of(Factor factor) {
    return new FactorView(
        factor.id(),
        factor.createdAt(),
        factor.updatedAt(),
        factor.isVerified() ? "verified" : "unverified",
        factor.friendlyName(),
        TOTP);
  }
}
