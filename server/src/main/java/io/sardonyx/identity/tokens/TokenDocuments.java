package io.sardonyx.identity.tokens;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.crypto.SigningKeys;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** What anybody needs to check our access tokens: it is the same wherever it is asked for. */
@Singleton
public class TokenDocuments {
  /** Ten minutes: a key is published a quarter of an hour before it signs. */
  private static final String CACHEABLE = "public, max-age=600";

  private final SigningKeys keys;
  private final String issuer;

  TokenDocuments(SigningKeys keys, Settings settings) {
    this.keys = keys;
    this.issuer = TokenOrigin.of(settings).issuer();
  }

  public Response keySet(RoutingContext routing) {
    return cacheable(keys.published().toJSONObject(true), routing);
  }

  /**
   * OpenID Connect Discovery 1.0, as far as it is about tokens: there is no sign-in page for it.
   */
  public Response discovery(RoutingContext routing) {
    var auth = issuer + "/auth/v1";
    var document =
        Map.<String, Object>of(
            "issuer",
            issuer,
            "authorization_endpoint",
            auth + "/authorize",
            "token_endpoint",
            auth + "/token",
            "userinfo_endpoint",
            auth + "/user",
            "jwks_uri",
            issuer + "/.well-known/jwks.json",
            "response_types_supported",
            List.of("code"),
            "subject_types_supported",
            List.of("public"),
            "id_token_signing_alg_values_supported",
            List.of("ES256"),
            "code_challenge_methods_supported",
            List.of("plain", "S256"));
    return cacheable(document, routing);
  }

  /** In place of what every response has. */
  private static Response cacheable(Map<String, Object> document, RoutingContext routing) {
    routing.response().putHeader("Cache-Control", CACHEABLE);
    return Response.ok(document).build();
  }
}
