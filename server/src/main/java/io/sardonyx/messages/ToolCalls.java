package io.sardonyx.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.json.JsonRows;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** Records the tool calls of answers, which are shown with the message. */
@Singleton
public class ToolCalls {
  private final Database database;

  public ToolCalls(Database database) {
    this.database = database;
  }

  /**
   * Called before the tool runs.
   *
   * @param parameters a JSON object
   * @return the id of the call
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

  /** Called after it, with its result or a sentence of why there is none. */
  public void end(Caller caller, UUID id, boolean succeeded, String result, Duration took) {
    ToolCallStore.end(
        database.writing(caller), id, succeeded ? "complete" : "failed", result, took.toMillis());
  }
}
