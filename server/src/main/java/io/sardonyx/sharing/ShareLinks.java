package io.sardonyx.sharing;

import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.authentication.PrincipalCache;
import io.sardonyx.messages.Messages;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.sessions.ChatSessions;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Chats that are read by a secret link. The link is its owner's word: what it shows is read in the
 * owner's name, by somebody who may do nothing but read, and only of that one chat. It ends with
 * the link, the chat, or its owner's right to be here.
 */
@Singleton
public class ShareLinks {
  private static final String TOKEN = "shr_";
  private static final int MAX_TOKEN = 100;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final ChatSessions sessions;
  private final Messages messages;

  ShareLinks(Database database, ChatSessions sessions, Messages messages) {
    this.database = database;
    this.sessions = sessions;
    this.messages = messages;
  }

  /** A chat has one link: another one ends the one before. */
  ShareLinkWithToken create(Caller caller, UUID sessionId, PostShareLink wanted) {
    caller.require(ChatPermissions.WRITE);
    var token = newToken();
    var made =
        database.as(
            caller,
            tx -> {
              var link =
                  ShareLinkStore.put(
                      tx, sessionId, Hashes.sha256(token), wanted.needsLogin(), wanted.expiresAt());
              link.ifPresent(done ->
                  AuditLog.record(
                      tx,
                      caller,
                      AuditEntry.of("chat_session.link_created", "chat_session", sessionId)
                          .with(Map.of("requires_login", done.requiresLogin()))));
              return link;
            });
    return ShareLinkWithToken.of(made.orElseThrow(() -> notYours(caller, sessionId)), token);
  }

  ShareLink get(Caller caller, UUID sessionId) {
    caller.require(ChatPermissions.READ);
    return ShareLinkStore.find(database.reading(caller), sessionId).orElseThrow(ShareLinks::none);
  }

  /** At once: who reads by it is refused from now on. */
  void revoke(Caller caller, UUID sessionId) {
    caller.require(ChatPermissions.WRITE);
    database.as(
        caller,
        tx -> {
          if (!ShareLinkStore.delete(tx, sessionId)) {
            throw none();
          }
          AuditLog.record(
              tx, caller, AuditEntry.of("chat_session.link_revoked", "chat_session", sessionId));
          return true;
        });
  }

  /**
   * @param reader null for somebody who is not signed in
   */
  SharedChat read(@Nullable Caller reader, String token, @Nullable UUID cursor, int limit) {
    var opened =
        token.startsWith(TOKEN) && token.length() <= MAX_TOKEN
            ? ShareLinkStore.open(database.working(), Hashes.sha256(token))
                .filter(link -> PrincipalCache.read(database.working(), link.ownerId()).isPresent())
                .orElseThrow(ShareLinks::none)
            : refuse();
    if (opened.requiresLogin()) {
      if (reader == null) {
        throw Problem.unauthenticated(
            "authentication_required", "Sign in: this chat is for the people of its organization.");
      }
      if (!isMeantFor(reader, opened)) {
        throw none();
      }
    }
    var owner =
        new Caller(
            opened.organizationId(),
            opened.applicationId(),
            opened.ownerId(),
            Role.APP_LIMITED,
            Set.of(ChatPermissions.READ.name()),
            null,
            null,
            null,
            null);
    var session = sessions.get(owner, opened.sessionId());
    var page = messages.shownPage(owner, opened.sessionId(), cursor, limit);
    return new SharedChat(
        session.title(),
        session.description(),
        session.createdAt(),
        session.updatedAt(),
        page.data(),
        page.nextCursor());
  }

  /** The application's users, and the organization's own people. */
  private static boolean isMeantFor(Caller reader, ShareLinkStore.Opened opened) {
    return reader.organizationId().equals(opened.organizationId())
        && (reader.applicationId().equals(opened.applicationId()) || reader.role().isOfTeam());
  }

  private Problem notYours(Caller caller, UUID sessionId) {
    sessions.get(caller, sessionId);
    return ChatSessions.readOnly();
  }

  private static ShareLinkStore.Opened refuse() {
    throw none();
  }

  private static Problem none() {
    return Problem.notFound("share link");
  }

  private static String newToken() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return TOKEN + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
