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
import java.util.concurrent.CompletableFuture;

/**
 * Two organizations on one node. North has its owner, a colleague of theirs who may only look, and
 * an application called Shop with two users, whom Shop's own backend vouches for.
 */
public record Tenants(
    String ownerEmail, Http owner, Http colleague, Http ann, Http ben, Http southOwner, Shop shop) {
  public static final String PASSWORD = "long enough to be nobody's guess";
  private static final String TOLD = "known to who made the account";

  /** An application, and what its backend knows. */
  public record Shop(String id, String publishableKey, String secret) {
    public Http as(Node node, String externalId) {
      return as(node, externalId, Instant.now());
    }

    /** With a token that was signed then, for an hour. */
    Http as(Node node, String externalId, Instant then) {
      var claims =
          new JWTClaimsSet.Builder()
              .subject(externalId)
              .issueTime(Date.from(then))
              .expirationTime(Date.from(then.plus(Duration.ofHours(1))))
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

  public static Tenants on(Node node, Home home) {
    var mark = UUID.randomUUID().toString();
    // Each is a program that starts and ends; the two do not wait for each other.
    var south = CompletableFuture.supplyAsync(() -> organization(home, "south-" + mark));
    var northEmail = organization(home, "north-" + mark);
    var nobody = Http.of(node);
    var owner = nobody.joined(northEmail, TOLD, PASSWORD);
    var application = owner.post("/api/v1/applications", Map.of("name", "Shop")).expect(201);
    var shop =
        new Shop(
            application.text("/id"),
            application.text("/publishable_key"),
            application.text("/secret"));
    return new Tenants(
        northEmail,
        owner,
        newColleague(owner),
        shop.as(node, "ann"),
        shop.as(node, "ben"),
        nobody.joined(south.join(), TOLD, PASSWORD),
        shop);
  }

  /** Of this test's own, so that it neither finds nor leaves anything in another's. */
  private static String organization(Home home, String name) {
    var email = name + "@example.com";
    var made =
        Node.command(
            Map.of("SARDONYX_HOME", home.path().toString()),
            "create-organization",
            "--name",
            name,
            "--email",
            email,
            "--password",
            TOLD);
    if (made.exitValue() != 0) {
      throw new AssertionError(made.output());
    }
    return email;
  }

  /** The owner, on another device. */
  public Http ownerElsewhere() {
    return Http.of(owner.node()).signedIn(ownerEmail, PASSWORD);
  }

  /** Somebody new in North who may only look, signed in. */
  public static Http newColleague(Http owner) {
    var email = "colleague-" + UUID.randomUUID() + "@example.com";
    var wanted =
        Map.of("email", email, "display_name", "Colleague", "role", "viewer", "password", TOLD);
    owner.post("/api/v1/customer-users", wanted).expect(201);
    return Http.of(owner.node()).joined(email, TOLD, PASSWORD);
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
