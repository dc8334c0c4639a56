package io.sardonyx.identity.profile;

import static io.sardonyx.isolation.Rule.owner;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Thing;
import io.sardonyx.isolation.Things;
import io.sardonyx.isolation.TopicCase;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class ProfileIsolationCases implements IsolationCases {
  private static final String ME = "/api/v1/me";

  /** The person as the user of an application. */
  private static final Thing SELF =
      Thing.of("self", things -> things.person().get(ME).expect(200).text("/user/id"));

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of("app_user_preferences", Rule.all(owner("app_user_id")))
            .workers("select", "insert", "update")
            .perUser(
                """
                insert into platform.app_user_preferences
                  (app_user_id, organization_id, application_id)
                values ({user}, {organization}, {application})
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.own("GET /api/v1/caller").openToKeys(200),
        RouteCase.own("GET " + ME).openToKeys(200).showing(SELF),
        RouteCase.own("PATCH " + ME).openToLimited().sending(Map.of("display_name", "Colleague")),
        RouteCase.own("GET " + ME + "/preferences"),
        RouteCase.own("PATCH " + ME + "/preferences")
            .openToLimited()
            .sending(Map.of("preferences", Map.of("theme", "dark"))));
  }

  @Override
  public List<TopicCase> topics() {
    return List.of(new TopicCase("app_user", SELF, ProfileIsolationCases::change));
  }

  private static void change(Things things) {
    var preferences = Map.of("preferences", Map.of("theme", UUID.randomUUID()));
    things.person().patch(ME + "/preferences", preferences).expect(200);
  }
}
