package io.sardonyx.identity.access;

import io.sardonyx.platform.boot.TrainingRequests;
import jakarta.inject.Singleton;
import java.util.List;

/** An anonymous request and a failed sign-in. */
@Singleton
class IdentityTraining implements TrainingRequests {
  @Override
  public List<Request> requests() {
    return List.of(
        new Request("/api/v1/me", null),
        new Request(
            "/auth/v1/token?grant_type=password",
            "{\"email\":\"nobody@localhost\",\"password\":\"not a password\"}"));
  }
}
