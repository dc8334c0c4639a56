package io.sardonyx.identity.factors;

import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** Ten codes in place of a factor that is lost: shown once, kept as hashes, each good once. */
@Singleton
class RecoveryCodes {
  private static final int COUNT = 10;
  private static final int GROUPS = 6;
  private static final int GROUP_LENGTH = 4;

  /** Without characters that are mistaken for others: 32 of them, five bits each. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final FactorAuthorization guard;
  private final RootKey rootKey;

  RecoveryCodes(Database database, FactorAuthorization guard, RootKey rootKey) {
    this.database = database;
    this.guard = guard;
    this.rootKey = rootKey;
  }

  /** In place of those before. */
  List<String> make(Caller caller) {
    var account = guard.account(caller);
    if (!account.hasSecondFactor()) {
      throw Problem.conflict(
          "no_second_factor", "Recovery codes stand in for a second factor. Get one first.");
    }
    guard.mayChange(caller, account, null);
    var codes = Stream.generate(RecoveryCodes::code).limit(COUNT).toList();
    var hashes = codes.stream().map(code -> hash(account.appUserId(), code)).toList();
    database.asWorker(tx -> {
      RecoveryCodeStore.deleteAll(tx, account.appUserId());
      RecoveryCodeStore.insert(tx, account, hashes);
      AuditLog.record(
          tx, caller, AuditEntry.of("recovery_codes.made", "app_user", account.appUserId()));
      return true;
    });
    return codes;
  }

  int left(Caller caller) {
    return RecoveryCodeStore.countLeft(database.working(), guard.account(caller).appUserId());
  }

  /**
   * @return whether it was one, and unused
   */
  boolean use(Statements tx, UUID appUserId, String code) {
    return RecoveryCodeStore.use(tx, appUserId, hash(appUserId, code));
  }

  /** 120 random bits: from 112 on a hash need not be a slow one. */
  private static String code() {
    var code = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
      if (i > 0 && i % GROUP_LENGTH == 0) {
        code.append('-');
      }
      code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** Keyed, and another one for everybody: a copy of the database is of no use for guessing. */
  private byte[] hash(UUID appUserId, String code) {
    var letters = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return Hashes.hmac(
        rootKey.derive("recovery code"),
        (appUserId + " " + letters).getBytes(StandardCharsets.UTF_8));
  }
}
