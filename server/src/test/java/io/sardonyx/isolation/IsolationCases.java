package io.sardonyx.isolation;

import java.util.List;

/**
 * What a feature has that is somebody's: its tables, routes, realtime methods and topics, and who
 * may reach them. A feature implements this in its own test package, by a class whose name ends in
 * {@code IsolationCases} and whose constructor takes nothing; the tests of this package find it.
 */
public interface IsolationCases {
  default List<TableCase> tables() {
    return List.of();
  }

  default List<RouteCase> routes() {
    return List.of();
  }

  default List<MethodCase> methods() {
    return List.of();
  }

  /** The kinds of topics that are one person's to follow. */
  default List<TopicCase> topics() {
    return List.of();
  }
}
