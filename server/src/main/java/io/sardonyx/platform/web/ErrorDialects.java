package io.sardonyx.platform.web;

/** Finds the form of error responses for a path. */
public interface ErrorDialects {
  ErrorDialect of(String path);
}
