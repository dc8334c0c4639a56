package io.sardonyx.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;

/**
 * A command that a feature answers over the WebSocket; a bean that the gateway finds. Its params
 * are described in {@code contract/realtime/methods/<name>.json}.
 */
public interface RealtimeMethod {
  /** As on the wire: {@code messages.send}. */
  String name();

  /**
   * Called on a virtual thread, may block; the commands of one socket are handled one after the
   * other, in the order in which they came.
   *
   * @param params a JSON object, parsed but not checked: read it with the shared mapper, which
   *     refuses what is unknown, missing or of another type; what it throws becomes the code {@code
   *     invalid_params}
   * @param pushes to this socket alone
   * @return what becomes the reply's {@code result}, as the shared mapper writes it
   * @throws Problem becomes the reply's {@code error}
   */
  Object handle(Caller caller, JsonNode params, Pushes pushes) throws Exception;
}
