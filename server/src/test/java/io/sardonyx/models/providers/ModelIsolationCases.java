package io.sardonyx.models.providers;

import static io.sardonyx.isolation.Rule.ADMINISTRATORS;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Thing;
import io.sardonyx.isolation.Things;
import io.sardonyx.testing.ModelServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class ModelIsolationCases implements IsolationCases {
  private static final String PROVIDERS = "/api/v1/model-providers";
  private static final String PROVIDER = PROVIDERS + "/{id}";

  private static final Thing MODEL_PROVIDER =
      Thing.of(
              "model provider",
              things ->
                  things.administrator().post(PROVIDERS, wanted("Secret")).expect(201).text("/id"))
          .shown(ModelIsolationCases::path, "Secret");

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of("model_providers", Rule.all(ADMINISTRATORS))
            .workers("select", "insert")
            .perOrganization(
                """
                insert into platform.model_providers (organization_id, name, kind, base_url, model)
                values ({organization}, 'p', 'openai', 'http://127.0.0.1', 'm')
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.forApplicationMembers("GET /api/v1/models"),
        RouteCase.forAdministrators("GET " + PROVIDERS),
        RouteCase.forAdministrators("POST " + PROVIDERS).sending(things -> wanted("intruder")),
        RouteCase.forAdministrators("GET " + PROVIDER, MODEL_PROVIDER),
        RouteCase.forAdministrators("PUT " + PROVIDER, MODEL_PROVIDER)
            .sending(things -> wanted("intruder")),
        RouteCase.forAdministrators("DELETE " + PROVIDER, MODEL_PROVIDER),
        RouteCase.forAdministrators("POST " + PROVIDER + "/test", MODEL_PROVIDER));
  }

  private static String path(Things things) {
    return PROVIDERS + "/" + things.id(MODEL_PROVIDER);
  }

  private static Map<String, Object> wanted(String name) {
    return Map.of(
        "name",
        name + " " + UUID.randomUUID(),
        "kind",
        "openai",
        "base_url",
        Provider.MODEL.url() + "/v1",
        "model",
        "m");
  }

  /** Started when it is first wanted, stopped with the test run. */
  private static final class Provider {
    static final ModelServer MODEL = ModelServer.start();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(MODEL::close));
    }
  }
}
