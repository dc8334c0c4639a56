package io.sardonyx.openai;

import static io.sardonyx.personas.PersonaIsolationCases.PERSONA;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Things;
import java.util.List;
import java.util.Map;

class OpenAiIsolationCases implements IsolationCases {
  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.own("GET /v1/models"),
        RouteCase.personal("GET /v1/models/{model}", PERSONA),
        RouteCase.own("POST /v1/chat/completions").sending(OpenAiIsolationCases::completion));
  }

  /** By the person's own persona, which is a model like others. */
  private static Object completion(Things things) {
    return Map.of(
        "model", things.id(PERSONA),
        "stream", true,
        "messages", List.of(Map.of("role", "user", "content", "x")));
  }
}
