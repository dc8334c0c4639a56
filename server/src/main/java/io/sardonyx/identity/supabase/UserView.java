package io.sardonyx.identity.supabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sardonyx.identity.accounts.Account;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as Supabase Auth shows them.
 *
 * @param factors left out where there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserView(
    UUID id,
    String aud,
    String role,
    String email,
    @Nullable Instant emailConfirmedAt,
    String phone,
    @Nullable Instant confirmedAt,
    @Nullable Instant invitedAt,
    @Nullable Instant confirmationSentAt,
    @Nullable Instant recoverySentAt,
    @Nullable String newEmail,
    @Nullable Instant emailChangeSentAt,
    @Nullable Instant lastSignInAt,
    Map<String, Object> appMetadata,
    Map<String, Object> userMetadata,
    List<Identity> identities,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant bannedUntil,
    @Nullable Instant deletedAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<FactorView> factors,
    boolean isAnonymous) {

  private static final String PROVIDER = "email";

  /** By what they sign in: here always their address. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Identity(
      UUID identityId,
      UUID id,
      UUID userId,
      Map<String, Object> identityData,
      String provider,
      @Nullable Instant lastSignInAt,
      Instant createdAt,
      Instant updatedAt,
      String email) {}

  public static UserView of(Account account) {
    var times = account.times();
    var appMetadata = new HashMap<>(account.appMetadata());
    appMetadata.put("provider", PROVIDER);
    appMetadata.put("providers", List.of(PROVIDER));
    return new UserView(
        account.appUserId(),
        Account.AUTHENTICATED,
        account.role(),
        account.email(),
        times.emailConfirmedAt(),
        "",
        times.emailConfirmedAt(),
        times.invitedAt(),
        times.confirmationSentAt(),
        times.recoverySentAt(),
        account.newEmail(),
        times.emailChangeSentAt(),
        times.lastSignInAt(),
        appMetadata,
        account.userMetadata(),
        account.isDeleted() ? List.of() : List.of(identity(account)),
        times.createdAt(),
        times.updatedAt(),
        times.bannedUntil(),
        times.deletedAt(),
        account.factors().stream().map(FactorView::of).toList(),
        false);
  }

  private static Identity identity(Account account) {
    var times = account.times();
    var id = account.appUserId();
    return new Identity(
        id,
        id,
        id,
        Map.of(
            "sub",
            id.toString(),
            "email",
            account.email(),
            "email_verified",
            times.emailConfirmedAt() != null,
            "phone_verified",
            false),
        PROVIDER,
        times.lastSignInAt(),
        times.createdAt(),
        times.updatedAt(),
        account.email());
  }
}
