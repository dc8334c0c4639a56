package io.sardonyx.fuzz;

import io.sardonyx.testing.Http;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Somebody who sends requests, and what is theirs. A request may end what they are signed in with:
 * then they sign in again.
 */
final class Caller {
  private final String name;
  private final String email;
  private final Supplier<Optional<SignedIn>> signIn;
  private final Map<String, List<String>> ids = new HashMap<>();
  private final List<Chat> chats;
  private SignedIn now;

  /** A chat session with something asked and answered in it. */
  record Chat(String session, String message, String answer) {}

  /**
   * @param refreshToken one that nobody gave out for who has none
   */
  record SignedIn(Http http, String refreshToken) {}

  /**
   * @param signIn empty when there is no such person any more
   */
  Caller(String name, String email, Supplier<Optional<SignedIn>> signIn, List<Chat> chats) {
    this.name = name;
    this.email = email;
    this.signIn = signIn;
    this.chats = chats;
    this.now = signIn.get().orElseThrow();
  }

  String email() {
    return email;
  }

  Http http() {
    return now.http();
  }

  String refreshToken() {
    return now.refreshToken();
  }

  /**
   * @return whether they are still somebody
   */
  boolean signInAgain() {
    var again = signIn.get();
    again.ifPresent(signedIn -> now = signedIn);
    return again.isPresent();
  }

  /**
   * @param kind as in the addresses: {@code projects}
   */
  Caller has(String kind, String... things) {
    ids.put(kind, List.of(things));
    return this;
  }

  List<String> ids(String kind) {
    return ids.getOrDefault(kind, List.of());
  }

  Set<String> kinds() {
    return ids.keySet();
  }

  List<Chat> chats() {
    return chats;
  }

  @Override
  public String toString() {
    return name;
  }
}
