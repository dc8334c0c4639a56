package io.sardonyx.personas;

import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.sessions.SessionReference;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The personas of an application, which its curators decide on, and those that people make for
 * themselves alone.
 */
@Singleton
public class Personas {
  static final int MAX_OWN = 100;
  static final int MAX_SHARED = 500;

  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private final Database database;

  public Personas(Database database) {
    this.database = database;
  }

  /** Those that the caller may use, newest first. */
  public Page<Persona> list(Caller caller, @Nullable String cursor, int limit) {
    caller.require(ChatPermissions.READ);
    var found = PersonaStore.list(database.reading(caller), Page.after(cursor), limit + 1);
    return Page.of(found, limit, Persona::id);
  }

  /** All that the caller may use, oldest first. */
  public List<PersonaName> names(Caller caller) {
    caller.require(ChatPermissions.READ);
    return PersonaStore.names(database.reading(caller));
  }

  public Persona get(Caller caller, UUID id) {
    caller.require(ChatPermissions.READ);
    return PersonaStore.find(database.reading(caller), id).orElseThrow(Personas::notFound);
  }

  Persona create(Caller caller, PostPersona wanted) {
    caller.require(ChatPermissions.WRITE);
    var audience = wanted.audience() == null ? "owner" : wanted.audience();
    var made =
        new Persona(
            Ids.next(),
            ownerOf(caller, audience),
            audience,
            roles(audience, wanted.roles()),
            wanted.name().strip(),
            text(wanted.description()),
            text(wanted.instructions()),
            wanted.modelProviderId(),
            Objects.requireNonNullElse(wanted.parameters(), PersonaParameters.NONE),
            wanted.starters() == null ? List.of() : wanted.starters(),
            false,
            Instant.EPOCH,
            Instant.EPOCH);
    return write(
        caller,
        tx -> {
          requireRoom(tx, made.ownerId());
          audit(tx, caller, "persona.created", made);
          return PersonaStore.insert(tx, caller, made);
        });
  }

  Persona update(Caller caller, UUID id, PatchPersona change) {
    caller.require(ChatPermissions.WRITE);
    return write(
        caller,
        tx -> {
          var before = writable(tx, caller, id);
          var after = changed(caller, before, change);
          if (after.isDefault() && !before.isDefault()) {
            PersonaStore.clearDefault(tx);
          }
          if (!Objects.equals(before.ownerId(), after.ownerId())) {
            requireRoom(tx, after.ownerId());
          }
          audit(tx, caller, "persona.updated", after);
          return PersonaStore.update(tx, after);
        });
  }

  /** Chats that were begun with it go on with the default one. */
  void delete(Caller caller, UUID id) {
    caller.require(ChatPermissions.WRITE);
    var persona = database.as(caller, tx -> writable(tx, caller, id));
    if (persona.isDefault()) {
      throw defaultStays();
    }
    database.asWorker(tx -> {
      if (!PersonaStore.delete(tx, persona)) {
        throw notFound();
      }
      SessionReference.PERSONA.clearLatest(tx, id);
      audit(tx, caller, "persona.deleted", persona);
      return true;
    });
  }

  private static Persona writable(Statements tx, Caller caller, UUID id) {
    if (!PersonaStore.find(tx, id).orElseThrow(Personas::notFound).belongsToSomebody()) {
      caller.require(PersonaPermissions.MANAGE);
    }
    // Policies show what one may only read to nobody who wants to lock it.
    return PersonaStore.lock(tx, id).orElseThrow(Personas::notFound);
  }

  private static Persona changed(Caller caller, Persona before, PatchPersona change) {
    var audience = change.audience() == null ? before.audience() : change.audience();
    var modelProviderId = change.modelProviderId();
    var changed =
        new Persona(
            before.id(),
            ownerOf(caller, audience),
            audience,
            roles(audience, change.roles() == null ? before.roles() : change.roles()),
            change.name() == null ? before.name() : change.name().strip(),
            Objects.requireNonNullElse(change.description(), before.description()),
            Objects.requireNonNullElse(change.instructions(), before.instructions()),
            modelProviderId == null ? before.modelProviderId() : modelProviderId.orElse(null),
            Objects.requireNonNullElse(change.parameters(), before.parameters()),
            Objects.requireNonNullElse(change.starters(), before.starters()),
            before.isDefault() || Boolean.TRUE.equals(change.isDefault()),
            before.createdAt(),
            before.updatedAt());
    if (changed.isDefault() && !audience.equals("everyone")) {
      throw defaultStays();
    }
    return changed;
  }

  private static @Nullable UUID ownerOf(Caller caller, String audience) {
    if (audience.equals("owner")) {
      return caller.userId();
    }
    caller.require(PersonaPermissions.MANAGE);
    return null;
  }

  private static List<String> roles(String audience, @Nullable List<String> given) {
    if (!audience.equals("roles")) {
      return List.of();
    }
    if (given == null || given.isEmpty()) {
      throw Problem.invalid("invalid_request", "Say in roles who may use it.");
    }
    return given.stream().distinct().toList();
  }

  private static void requireRoom(Statements tx, @Nullable UUID ownerId) {
    int max = ownerId == null ? MAX_SHARED : MAX_OWN;
    if (PersonaStore.count(tx, ownerId) >= max) {
      throw Problem.conflict(
          "too_many_personas", "There are %d already. Delete one to make room.".formatted(max));
    }
  }

  private Persona write(Caller caller, Function<Statements, Persona> work) {
    try {
      return database.as(caller, work);
    } catch (PgException refused) {
      if (FOREIGN_KEY_VIOLATION.equals(refused.getSqlState())) {
        throw Problem.invalid(
            "model_provider_not_found", "There is no model provider with this id.");
      }
      throw refused;
    }
  }

  private static void audit(Statements tx, Caller caller, String action, Persona persona) {
    AuditLog.record(
        tx,
        caller,
        AuditEntry.of(action, "persona", persona.id())
            .with(Map.of("name", persona.name(), "audience", persona.audience())));
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  private static Problem notFound() {
    return Problem.notFound("persona");
  }

  private static Problem defaultStays() {
    return Problem.conflict(
        "default_persona_required",
        "The default persona is there for everyone. Make another one the default first.");
  }
}
