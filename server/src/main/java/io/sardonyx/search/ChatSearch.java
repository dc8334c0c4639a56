package io.sardonyx.search;

import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.search.SearchStore.Candidate;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Looks through one's own chats. What it costs is bounded: a page looks at so many messages and no
 * more, and its cursor goes on where it stopped, be the page full or not.
 */
@Singleton
public class ChatSearch {
  private static final int AT_ONCE = 50;
  private static final int ROUNDS = 4;
  private static final int TITLES = 20;

  /** A page compares so many characters, about: some thousandths of a second. */
  private static final int CHARACTERS = 1_000_000;

  /** Each holds the texts that it compares. */
  private static final int TOGETHER = 4;

  /** Of which most may be in other chats than those that are looked through. */
  private static final int FILTERED_TITLES = 200;

  private final Database database;
  private final Semaphore comparing = new Semaphore(TOGETHER, true);

  ChatSearch(Database database) {
    this.database = database;
  }

  /**
   * By session, the one with the newest message first. Sessions that only their titles tell of come
   * after them, on the first page.
   *
   * @param filter in which of the sessions
   * @param cursor from an earlier page
   * @param limit of messages
   */
  SearchPage search(
      Caller caller, String text, SearchFilter filter, @Nullable UUID cursor, int limit) {
    caller.require(ChatPermissions.READ);
    var query = new SearchTerms(text);
    comparing.acquireUninterruptibly();
    try {
      return search(caller, query, filter, cursor, limit);
    } finally {
      comparing.release();
    }
  }

  private SearchPage search(
      Caller caller, SearchTerms query, SearchFilter filter, @Nullable UUID cursor, int limit) {
    var found = messages(caller, query, filter, cursor, limit);
    var bySession = new LinkedHashMap<UUID, List<Candidate>>();
    found
        .messages()
        .forEach(
            each -> bySession.computeIfAbsent(each.sessionId(), id -> new ArrayList<>()).add(each));
    var hits = new LinkedHashMap<UUID, SearchHits>();
    bySession.forEach((id, messages) -> hits.put(id, hits(query, messages)));
    if (cursor == null) {
      addTitles(caller, query, filter, hits);
    }
    return new SearchPage(
        List.copyOf(hits.values()), found.next() == null ? null : found.next().toString());
  }

  private record Found(List<Candidate> messages, @Nullable UUID next) {}

  private Found messages(
      Caller caller, SearchTerms query, SearchFilter filter, @Nullable UUID cursor, int limit) {
    var grams = query.grams();
    var found = new ArrayList<Candidate>();
    var before = cursor;
    int compared = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var from = before;
      var ids =
          database.asWorker(tx -> SearchStore.messages(tx, caller.userId(), grams, from, AT_ONCE));
      for (var candidate : SearchStore.read(database.reading(caller), ids, filter)) {
        if (!query.in(candidate.content()).isEmpty()) {
          found.add(candidate);
        }
        compared += candidate.content().length();
        if (found.size() == limit || compared > CHARACTERS) {
          return new Found(found, candidate.id());
        }
      }
      if (ids.size() < AT_ONCE) {
        return new Found(found, null);
      }
      before = ids.getLast();
    }
    return new Found(found, before);
  }

  private void addTitles(
      Caller caller, SearchTerms query, SearchFilter filter, Map<UUID, SearchHits> hits) {
    int most = filter.isEmpty() ? TITLES : FILTERED_TITLES;
    var ids = database.asWorker(tx -> SearchStore.titles(tx, caller.userId(), query.grams(), most));
    for (var each : SearchStore.readTitles(database.reading(caller), ids, filter, TITLES)) {
      var highlights = query.in(each.title());
      if (!highlights.isEmpty()) {
        hits.putIfAbsent(
            each.id(),
            new SearchHits(each.id(), each.title(), each.archived(), highlights, List.of()));
      }
    }
  }

  private static SearchHits hits(SearchTerms query, List<Candidate> candidates) {
    var any = candidates.getFirst();
    var title = any.title();
    return new SearchHits(
        any.sessionId(),
        title,
        any.archived(),
        title == null ? List.of() : query.in(title),
        candidates.stream().map(candidate -> message(query, candidate)).toList());
  }

  private static SearchHits.Message message(SearchTerms query, Candidate candidate) {
    var excerpt = SearchTerms.excerpt(candidate.content(), query.in(candidate.content()));
    return new SearchHits.Message(
        candidate.id(),
        candidate.kind(),
        candidate.createdAt(),
        excerpt.text(),
        excerpt.highlights());
  }
}
