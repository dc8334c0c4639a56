package io.sardonyx.platform.web.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private static final int LARGE = 5_000_000;
  private static final RouteGroup NOTES = () -> "/notes";
  private static final RouteGroup NOTES_V1 = () -> "/notes/v1";

  private final RouteTable table =
      new RouteTable(List.of(Notes.class, Pictures.class), List.of(NOTES, NOTES_V1));

  @Path("/notes/v1")
  static class Notes {
    @GET
    @Path("{id}")
    @RateLimited("reading")
    @RateLimited(value = "guessing", unlessQuery = "known=true")
    public void get() {}

    @POST
    @BodyLimit(LARGE)
    public void post() {}

    @GET
    @Path("health")
    @RateLimitExempt
    public void health() {}
  }

  @Path("/pictures/{id: [0-9]+}/content")
  @StreamedBody(limit = 1_000_000_000L)
  static class Pictures {
    @PUT
    public void put() {}

    @POST
    @StreamedBody(limit = 7, seconds = 9)
    public void post() {}
  }

  @ParameterizedTest
  @CsvSource({
    "/notes/v1, /notes/v1",
    "/notes/v1/, /notes/v1",
    "/notes/v1/7, /notes/v1",
    "/notes/v10, /notes",
    "/notes, /notes",
    "/notesv1, ''",
    "/, ''",
    "'', ''"
  })
  void theLongestPrefixOfWholeSegmentsCounts(String path, String prefix) {
    assertThat(table.groupOf(path).prefix()).isEqualTo(prefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "notes", "/notes/", "/no tes", "/notes//v1", "/{id}"})
  void aPrefixIsOneOrMoreSegments(String prefix) {
    assertThatThrownBy(() -> new RouteTable(List.of(), List.<RouteGroup>of(() -> prefix)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPrefixCanBeRegisteredOnce() {
    assertThatThrownBy(() -> new RouteTable(List.of(), List.<RouteGroup>of(NOTES, () -> "/notes")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/notes");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /notes/v1, true",
    "POST, /notes/v1/, true",
    "GET, /notes/v1, false",
    "POST, /notes/v1/7, false",
    "PUT, /pictures/7/content, true",
    "PUT, /pictures/7/content/, true",
    "PUT, /pictures//content, false",
    "PUT, /pictures/7/other, false",
    "GET, /pictures/7/content, false"
  })
  void aRouteThatDeclaresItsBodyIsFoundByMethodAndTemplate(
      String method, String path, boolean found) {
    assertThat(table.withBody(method, path).isPresent()).isEqualTo(found);
  }

  @Test
  void theMethodOverridesItsClass() {
    var put = streamedBody("PUT");
    var post = streamedBody("POST");
    assertThat(put.limit()).isEqualTo(1_000_000_000L);
    assertThat(put.seconds()).isEqualTo(3_600);
    assertThat(post.limit()).isEqualTo(7);
    assertThat(post.seconds()).isEqualTo(9);
    assertThat(table.largestBody()).isEqualTo(LARGE);
  }

  private StreamedBody streamedBody(String method) {
    var route = table.withBody(method, "/pictures/7/content").orElseThrow();
    return Objects.requireNonNull(route.streamedBody());
  }

  @ParameterizedTest
  @CsvSource({
    "/notes, true",
    "/notes/v2/x, true",
    "/notes.json, true",
    "/pictures, true",
    "/q/health, true",
    "/note, false",
    "/notes-2, false",
    "/.notes, false",
    "/, false",
    "'', false"
  })
  void whereARouteBeginsNoPageIsServed(String path, boolean forPrograms) {
    assertThat(table.isForPrograms(path)).isEqualTo(forPrograms);
  }

  @Test
  void exemptIsThePathOfTheRouteAlone() {
    assertThat(table.isRateLimitExempt("/notes/v1/health")).isTrue();
    assertThat(table.isRateLimitExempt("/notes/v1/7")).isFalse();
  }

  /** An empty query is a query too: it must not take a request out of its rate class. */
  @Test
  void onlyTheDeclaredQueryIsNotCounted() throws NoSuchMethodException {
    var limits = Route.of(Notes.class.getMethod("get")).rateLimits();
    assertThat(limits).extracting(RateLimited::value).containsExactly("reading", "guessing");
    for (var query : new String[] {null, "", "known=false", "known=true&a=b"}) {
      assertThat(limits).allMatch(limit -> Route.isCounted(limit, query));
    }
    assertThat(Route.isCounted(limits.getFirst(), "known=true")).isTrue();
    assertThat(Route.isCounted(limits.getLast(), "known=true")).isFalse();
  }
}
