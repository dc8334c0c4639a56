package io.sardonyx.identity.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.json.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a mail with a link is wanted. Whether there is somebody to send it to is found out later, by
 * {@link SendLinkTask}: who asks gets the same answer in the same time for every address.
 *
 * @param applicationId null for the Workspace, whichever organization's
 * @param email to whose account it is
 * @param redirectTo where the link leads in the end; null for where links of the application lead
 * @param password of somebody who signs up
 * @param challenge of a client that wants a code, not tokens, to come back with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LinkRequest(
    @Nullable UUID applicationId,
    String email,
    TokenPurpose purpose,
    @Nullable String redirectTo,
    @Nullable ClaimedPassword password,
    @Nullable CodeChallenge challenge) {

  public LinkRequest(
      @Nullable UUID applicationId,
      String email,
      TokenPurpose purpose,
      @Nullable String redirectTo) {
    this(applicationId, email, purpose, redirectTo, null, null);
  }

  public LinkRequest withChallenge(@Nullable CodeChallenge wanted) {
    return new LinkRequest(applicationId, email, purpose, redirectTo, password, wanted);
  }

  /** In the transaction of what it follows from: neither happens without the other. */
  public void enqueue(Statements tx) {
    try {
      SendLinkTask.MAIL.enqueue(tx, SendLinkTask.NAME, Json.mapper().writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static LinkRequest parse(String json) {
    try {
      return Json.mapper().readValue(json, LinkRequest.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
