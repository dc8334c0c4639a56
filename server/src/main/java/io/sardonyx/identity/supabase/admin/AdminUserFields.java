package io.sardonyx.identity.supabase.admin;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.supabase.RequestFields;
import io.sardonyx.platform.crypto.PasswordHashing;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What of an {@link AdminUser} can be done as it was asked; all else is refused. */
final class AdminUserFields {
  static final String HASH_PATTERN = "\\$(2[aby]|argon2id)\\$.+";

  private static final int UUID_LENGTH = 36;
  private static final UUID NIL = new UUID(0, 0);
  private static final UUID MAX = new UUID(-1, -1);
  private static final List<String> OURS = List.of("email");

  private AdminUserFields() {}

  static void requireSupported(AdminUser wanted) {
    RequestFields.requireNoPhone(wanted.phone());
    RequestFields.requireNone(wanted.phoneConfirm(), "phone_confirm");
    RequestFields.requireNone(wanted.data(), "data");
    RequestFields.requireNone(wanted.nonce(), "nonce");
    if (wanted.aud() != null && !wanted.aud().equals(Account.AUTHENTICATED)) {
      throw AuthErrors.invalid("aud is always " + Account.AUTHENTICATED);
    }
    requireOwnProviders(wanted.appMetadata());
    requireImportable(wanted);
  }

  /** Who signs in by another's word would find that they cannot. */
  private static void requireOwnProviders(@Nullable Map<String, Object> appMetadata) {
    if (appMetadata == null) {
      return;
    }
    var provider = appMetadata.getOrDefault("provider", OURS.getFirst());
    var providers = appMetadata.getOrDefault("providers", OURS);
    if (!OURS.getFirst().equals(provider) || !OURS.equals(providers)) {
      throw AuthErrors.invalid("app_metadata: the only provider is email");
    }
  }

  private static void requireImportable(AdminUser wanted) {
    var hash = wanted.passwordHash();
    if (hash == null) {
      return;
    }
    if (wanted.password() != null) {
      throw AuthErrors.invalid("Only a password or a password hash should be provided");
    }
    if (!PasswordHashing.isImportable(hash)) {
      throw AuthErrors.invalid(
          "password_hash is bcrypt with a cost of 4 to 14, or Argon2id (version 19) with up to"
              + " 65536 KiB, 8 passes and 16 lanes");
    }
  }

  static @Nullable UUID id(@Nullable String id) {
    if (id == null) {
      return null;
    }
    try {
      // The JDK reads shorter ones too.
      var parsed = UUID.fromString(id);
      if (id.length() == UUID_LENGTH && !parsed.equals(NIL) && !parsed.equals(MAX)) {
        return parsed;
      }
    } catch (IllegalArgumentException malformed) {
      // As below.
    }
    throw AuthErrors.invalid("ID must conform to the uuid v4 format");
  }

  static void requireSame(UUID id, @Nullable String wanted) {
    if (wanted != null && !id.equals(id(wanted))) {
      throw AuthErrors.invalid("A user's id cannot be changed");
    }
  }

  /**
   * An address that is known to be theirs stays so, and one that a backend gives them is.
   *
   * @param movesTo another address
   */
  static void requireConfirmable(Account before, AdminUser wanted, @Nullable String movesTo) {
    if (Boolean.FALSE.equals(wanted.emailConfirm()) && (before.isConfirmed() || movesTo != null)) {
      throw AuthErrors.invalid("email_confirm cannot be taken back");
    }
  }

  static @Nullable String role(@Nullable String wanted) {
    return wanted == null ? null : RequestFields.role(wanted);
  }
}
