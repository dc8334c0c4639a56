package io.sardonyx.projects;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.profile.AppUserTopic;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.sessions.SessionReference;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's projects. Every change is an event on their own topic. */
@Singleton
public class Projects {
  static final int MAX = 500;

  private final Database database;
  private final EventLog events;

  public Projects(Database database, EventLog events) {
    this.database = database;
    this.events = events;
  }

  Page<Project> list(Caller caller, @Nullable String cursor, int limit) {
    caller.require(ChatPermissions.READ);
    var found = ProjectStore.list(database.reading(caller), Page.after(cursor), limit + 1);
    return Page.of(found, limit, Project::id);
  }

  Project get(Caller caller, UUID id) {
    caller.require(ChatPermissions.READ);
    return ProjectStore.find(database.reading(caller), id).orElseThrow(Projects::notFound);
  }

  Project create(Caller caller, PostProject wanted) {
    caller.require(ChatPermissions.WRITE);
    return database.as(
        caller,
        tx -> {
          var made =
              ProjectStore.insert(tx, caller, Ids.next(), wanted, MAX)
                  .orElseThrow(() ->
                      Problem.conflict(
                          "too_many_projects",
                          "You have %d projects. Delete one to make room.".formatted(MAX)));
          return changed(tx, caller, "project.created", made);
        });
  }

  Project update(Caller caller, UUID id, PatchProject change) {
    caller.require(ChatPermissions.WRITE);
    return database.as(
        caller,
        tx -> {
          var updated = ProjectStore.update(tx, id, change).orElseThrow(Projects::notFound);
          return changed(tx, caller, "project.updated", updated);
        });
  }

  /** Its chat sessions stay, outside of any project. */
  void delete(Caller caller, UUID id) {
    caller.require(ChatPermissions.WRITE);
    var project = get(caller, id);
    database.asWorker(tx -> {
      if (!ProjectStore.delete(tx, project.id())) {
        throw notFound();
      }
      SessionReference.PROJECT.clearLatest(tx, id);
      audit(tx, caller, "project.deleted", id);
      append(tx, caller, "project.deleted", Map.of("project_id", id));
      return project;
    });
  }

  private Project changed(Statements tx, Caller caller, String what, Project project) {
    audit(tx, caller, what, project.id());
    append(tx, caller, what, Map.of("project", project));
    return project;
  }

  private static void audit(Statements tx, Caller caller, String what, UUID id) {
    AuditLog.record(tx, caller, AuditEntry.of(what, "project", id));
  }

  private void append(Statements tx, Caller caller, String type, Map<String, Object> data) {
    var topic = AppUserTopic.of(caller.userId());
    EventLog.createTopic(
        tx, topic, caller.organizationId(), caller.applicationId(), caller.userId());
    try {
      events.append(tx, topic, type, Json.mapper().writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Problem notFound() {
    return Problem.notFound("project");
  }
}
