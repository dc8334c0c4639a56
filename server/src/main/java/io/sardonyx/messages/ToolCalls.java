package io.sardonyx.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.json.JsonRows;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** Records which tools an assistant used; readers see it on the message. */
@Singleton
public class ToolCalls {
  private final Database database;

  public ToolCalls(Database database) {
    this.database = database;
  }

  /**
   * Before the tool runs.
   *
   * @param parameters a JSON object
   * @return the id to end it by
   */
  public UUID begin(
      Caller caller, UUID sessionId, UUID answerId, String tool, JsonNode parameters) {
    var id = Ids.next();
    if (!ToolCallStore.begin(
        database.writing(caller), id, sessionId, answerId, tool, JsonRows.write(parameters))) {
      throw Messages.notFound();
    }
    return id;
  }

  /** After it: its result, or the sentence that says why there is none. */
  public void end(Caller caller, UUID id, boolean succeeded, String result, Duration took) {
    ToolCallStore.end(
        database.writing(caller), id, succeeded ? "complete" : "failed", result, took.toMillis());
  }
}
