package io.sardonyx.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.platform.database.Database;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A hundred thousand messages of one person: what looking something up costs PostgreSQL. */
class SearchCostTest {
  private static final int MESSAGES = 100_000;
  private static final Pattern BUFFERS =
      Pattern.compile("Buffers: shared hit=(\\d+)( read=(\\d+))?");

  private static TestPostgres postgres;
  private static Vertx vertx;
  private static Database database;
  private static Caller ann;
  private static Caller stranger;

  @BeforeAll
  static void fill() throws SQLException {
    postgres = TestPostgres.start();
    vertx = Vertx.vertx();
    database = postgres.open(vertx, 4);
    ann = person();
    stranger = person();
    say(ann, MESSAGES);
    say(stranger, 1_000);
    var job = new IndexSearchJob(database);
    for (int run = 0; run < MESSAGES / 1_000 && !isIndexed(); run++) {
      job.run(Instant.now());
    }
    assertThat(isIndexed()).isTrue();
    try (var superuser = postgres.superuser();
        var statement = superuser.createStatement()) {
      statement.execute("vacuum analyze platform.search_messages");
    }
  }

  @AfterAll
  static void close() throws Exception {
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
    postgres.close();
  }

  @Test
  void whatIsRareIsFoundByTheIndexAndNothingOfOthers() {
    var page = new ChatSearch(database).search(ann, "needle", SearchFilter.NONE, null, 50);
    // Every ten-thousandth of a hundred thousand.
    assertThat(page.data().getFirst().messages()).hasSize(10);
    assertThat(page.nextCursor()).isNull();
    assertThat(
            new ChatSearch(database).search(stranger, "needle", SearchFilter.NONE, null, 50).data())
        .isEmpty();
    assertThat(pages("needle")).isLessThan(500);
  }

  @Test
  void whatIsEverywhereIsReadAPageAtATime() {
    var search = new ChatSearch(database);
    var first = search.search(ann, "everywhere", SearchFilter.NONE, null, 20);
    assertThat(first.data().getFirst().messages()).hasSize(20);
    var second =
        search.search(
            ann,
            "everywhere",
            SearchFilter.NONE,
            UUID.fromString(String.valueOf(first.nextCursor())),
            20);
    assertThat(second.data().getFirst().messages()).hasSize(20);
    assertThat(
            second
                .data()
                .getFirst()
                .messages()
                .getFirst()
                .id()
                .compareTo(first.data().getFirst().messages().getLast().id()))
        .isNegative();
    assertThat(pages("everywhere")).isLessThan(2_000);
  }

  /** Also where PostgreSQL plans without looking at the cursor, which then must bound the walk. */
  @Test
  void aPageFarBackCostsWhatTheFirstDoesAlsoWithAPlanThatIsKept() throws SQLException {
    var ids = ids();
    int first = pagesOfKeptPlan(SearchStore.MESSAGES, "everywhere", null);
    for (int tenth : new int[] {9, 5, 1}) {
      var cursor = ids.get(MESSAGES / 10 * tenth);
      int later = pagesOfKeptPlan(SearchStore.MESSAGES_BEFORE, "everywhere", cursor);
      System.out.printf("With a kept plan: %d pages, far back %d%n", first, later);
      assertThat(later).isLessThan(first * 2 + 50);
    }
  }

  /** Which way is short depends on the words: what is rare must not be walked to. */
  @Test
  void everySearchIsPlannedForItsOwnWords() {
    var plans =
        database.asWorker(tx -> {
          for (int i = 0; i < 10; i++) {
            for (var text : new String[] {"everywhere", "needle"}) {
              var grams = new SearchTerms(text).grams();
              SearchStore.messages(tx, ann.userId(), grams, null, 50);
              SearchStore.messages(tx, ann.userId(), grams, new UUID(-1, -1), 50);
            }
          }
          return tx.query(
                  """
                  select sum(generic_plans), sum(custom_plans) from pg_prepared_statements
                  where statement like '%search_messages%order by message_id desc%'
                    and statement not like '%pg_prepared_statements%'
                  """)
              .iterator()
              .next();
        });
    assertThat(plans.getLong(0)).as("plans for whatever words").isZero();
    assertThat(plans.getLong(1)).isGreaterThanOrEqualTo(40);
  }

  private static List<UUID> ids() {
    var ids = new ArrayList<UUID>();
    for (var row :
        database
            .working()
            .query(
                "select message_id from platform.search_messages where user_id = $1 order by 1",
                ann.userId())) {
      ids.add(row.getUUID(0));
    }
    return ids;
  }

  private static int pagesOfKeptPlan(String sql, String text, @Nullable UUID before)
      throws SQLException {
    var grams =
        Arrays.stream(new SearchTerms(text).grams())
            .map(String::valueOf)
            .collect(Collectors.joining(",", "'{", "}'::integer[]"));
    try (var superuser = postgres.superuser();
        var statement = superuser.createStatement()) {
      statement.execute("set role sardonyx_worker");
      statement.execute("set plan_cache_mode = force_generic_plan");
      statement.execute("prepare kept as " + sql);
      var plan = new StringBuilder();
      try (var rows =
          statement.executeQuery(
              "explain (analyze, buffers, timing off) execute kept ('%s', %s, 50%s)"
                  .formatted(ann.userId(), grams, before == null ? "" : ", '" + before + "'"))) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      assertThat(plan.toString()).doesNotContain("Seq Scan");
      return touched(plan);
    }
  }

  @Test
  void whatIsNowhereCostsNextToNothing() {
    assertThat(
            new ChatSearch(database).search(ann, "xylophone", SearchFilter.NONE, null, 20).data())
        .isEmpty();
    assertThat(pages("xylophone")).isLessThan(500);
  }

  /** What PostgreSQL touches; the whole index has tens of thousands. */
  private static int pages(String text) {
    var grams = new SearchTerms(text).grams();
    var plan = new StringBuilder();
    long before = System.nanoTime();
    for (var row :
        database
            .working()
            .query(
                "explain (analyze, buffers, timing off) " + SearchStore.MESSAGES,
                ann.userId(),
                grams,
                50)) {
      plan.append(row.getString(0)).append('\n');
    }
    assertThat(plan.toString()).doesNotContain("Seq Scan");
    int pages = touched(plan);
    System.out.printf(
        "Search among %d messages for %s: %d pages, %d ms%n",
        MESSAGES, text, pages, (System.nanoTime() - before) / 1_000_000);
    return pages;
  }

  private static int touched(StringBuilder plan) {
    var buffers = BUFFERS.matcher(plan);
    assertThat(buffers.find()).as(plan.toString()).isTrue();
    var read = buffers.group(3);
    return Integer.parseInt(buffers.group(1)) + (read == null ? 0 : Integer.parseInt(read));
  }

  private static boolean isIndexed() {
    return database
            .working()
            .query("select count(*) from platform.search_messages")
            .iterator()
            .next()
            .getLong(0)
        == MESSAGES + 1_000;
  }

  private static Caller person() {
    var organization = UUID.randomUUID();
    var application = UUID.randomUUID();
    var user = UUID.randomUUID();
    database
        .working()
        .query("insert into platform.organizations (id, name) values ($1, 'O')", organization);
    database
        .working()
        .query(
            """
            insert into platform.applications (id, organization_id, name, publishable_key)
            values ($1, $2, 'A', $3)
            """,
            application,
            organization,
            application.toString());
    database
        .working()
        .query(
            """
            insert into platform.app_users
              (id, organization_id, application_id, external_id, display_name)
            values ($1, $2, $3, 'u', 'U')
            """,
            user,
            organization,
            application);
    return new Caller(organization, application, user, Role.APP_USER, null);
  }

  /** Words in two scripts; one is everywhere, one in every ten-thousandth of Ann's messages. */
  private static void say(Caller caller, int messages) throws SQLException {
    try (var superuser = postgres.superuser();
        var statement = superuser.createStatement()) {
      statement.execute(
          """
          with who as (select '%s'::uuid as o, '%s'::uuid as a, '%s'::uuid as u),
          session as (
            insert into platform.chat_sessions
              (id, organization_id, application_id, user_id, leaf_id, title)
            select uuidv7(), o, a, u, uuidv7(), 'Talk' from who returning *)
          insert into platform.chat_messages
            (id, session_id, organization_id, application_id, user_id, parent_id, kind, content)
          select uuidv7(), s.id, s.organization_id, s.application_id, s.user_id, s.leaf_id, 'user',
            'everywhere word' || n %% 5000 || ' and ' || n || ' 東京の' || n %% 700
              || case when n %% 10000 = 0 and %d > 1000 then ' needle' else '' end
          from session s, generate_series(1, %d) n
          """
              .formatted(
                  caller.organizationId(),
                  caller.applicationId(),
                  caller.userId(),
                  messages,
                  messages));
    }
  }
}
