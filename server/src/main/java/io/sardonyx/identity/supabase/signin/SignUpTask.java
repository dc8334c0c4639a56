package io.sardonyx.identity.supabase.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.ClaimedPassword;
import io.sardonyx.identity.accounts.CodeChallenge;
import io.sardonyx.identity.accounts.LinkRequest;
import io.sardonyx.identity.accounts.NewAccount;
import io.sardonyx.identity.accounts.TokenPurpose;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.jobs.TaskQueue;
import io.sardonyx.platform.jobs.TransactionalTask;
import io.sardonyx.platform.json.Json;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the account of somebody who signed up, if their address has none, and asks for the mail.
 * Apart from the answer to them: what is done here differs between addresses, and takes longer
 * where there is more to do.
 */
@Singleton
class SignUpTask implements TransactionalTask {
  private static final String NAME = "sign-up";
  private static final TaskQueue SIGN_UPS = new TaskQueue("sign_ups", 4, Duration.ofMinutes(1));

  private final Database database;

  SignUpTask(Database database) {
    this.database = database;
  }

  /**
   * The password is in it as its hash, as it is with the account; it is gone when it is done.
   *
   * @param made without a password, which nobody has shown yet to be the owner's
   * @param address of whoever signed up
   * @param purpose of the mail that follows; null for one that confirms the address
   */
  record SignUpRequest(
      NewAccount made,
      @Nullable ClaimedPassword password,
      @Nullable String redirectTo,
      @Nullable String address,
      @Nullable TokenPurpose purpose,
      @Nullable CodeChallenge challenge) {

    private LinkRequest link() {
      return new LinkRequest(
          made.applicationId(),
          made.email(),
          purpose == null ? TokenPurpose.SIGNUP : purpose,
          redirectTo,
          password,
          challenge);
    }

    void enqueue(Statements tx) {
      try {
        SIGN_UPS.enqueue(tx, NAME, Json.mapper().writeValueAsString(this));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    private static SignUpRequest parse(String json) {
      try {
        return Json.mapper().readValue(json, SignUpRequest.class);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
      return "Wanted[" + made + "]";
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TaskQueue queue() {
    return SIGN_UPS;
  }

  @Override
  public void run(String data) {
    var wanted = SignUpRequest.parse(data);
    var made = wanted.made();
    database.asWorker(tx -> {
      Accounts.lockAddress(tx, made.applicationId(), made.email());
      if (Accounts.find(tx, made.applicationId(), made.email()).isEmpty()) {
        SignUps.insert(tx, made, wanted.address());
      }
      wanted.link().enqueue(tx);
      return true;
    });
  }
}
