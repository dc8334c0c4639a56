package io.sardonyx.isolation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Two organizations on one node. North has its owner, a colleague of theirs who may only look, and
 * an application called Shop with two users, whom Shop's own backend vouches for.
 */
record Tenants(Http owner, Http colleague, Http ann, Http ben, Http southOwner, Shop shop) {
  private static final String PASSWORD = "long enough to be nobody's guess";

  /** An application, and what its backend knows. */
  record Shop(String id, String publishableKey, String secret) {
    Http as(Node node, String externalId) {
      var now = Instant.now();
      var claims =
          new JWTClaimsSet.Builder()
              .subject(externalId)
              .issueTime(Date.from(now))
              .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
              .build();
      var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
      try {
        token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
      return Http.of(node).as(token.serialize()).with("apikey", publishableKey);
    }
  }

  static Tenants on(Node node, Home home) {
    var nobody = Http.of(node);
    var owner = nobody.signedInAsAdmin();
    var mark = UUID.randomUUID().toString();
    var colleagueEmail = "colleague-" + mark + "@example.com";
    owner
        .post(
            "/api/v1/customer-users",
            Map.of(
                "email",
                colleagueEmail,
                "display_name",
                "Colleague",
                "role",
                "viewer",
                "password",
                PASSWORD))
        .expect(201);
    var application =
        owner.post("/api/v1/applications", Map.of("name", "Shop " + mark)).expect(201);
    var shop =
        new Shop(
            application.text("/id"),
            application.text("/publishable_key"),
            application.text("/secret"));
    var southEmail = "south-" + mark + "@example.com";
    var made =
        Node.command(
            Map.of("SARDONYX_HOME", home.path().toString()),
            "create-organization",
            "--name",
            "South " + mark,
            "--email",
            southEmail,
            "--password",
            PASSWORD);
    if (made.exitValue() != 0) {
      throw new AssertionError(made.output());
    }
    return new Tenants(
        owner,
        nobody.signedIn(colleagueEmail, PASSWORD),
        shop.as(node, "ann"),
        shop.as(node, "ben"),
        nobody.signedIn(southEmail, PASSWORD),
        shop);
  }

  /** Everybody to whom what is the colleague's own does not exist. */
  Map<String, Http> othersThanTheColleague() {
    var others = new LinkedHashMap<String, Http>();
    others.put("the organization's owner", owner);
    others.put("a user of another application", ann);
    others.put("another user of that application", ben);
    others.put("the owner of another organization", southOwner);
    return others;
  }
}
