package io.sardonyx.platform.boot;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.config.StoreAddresses;
import io.sardonyx.platform.crypto.RootKey;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The program that runs in this process. PostgreSQL and Redis come up beside the framework, not
 * before it: whoever needs them first waits. They go after it.
 */
final class ProgramLifecycle {
  private static final int STOP_SECONDS = 90;
  private static volatile @Nullable ProgramLifecycle program;

  private final List<String> arguments;
  private final Stores stores;
  private final CompletableFuture<StoreAddresses> addresses = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private ProgramLifecycle(List<String> arguments, Stores stores) {
    this.arguments = arguments;
    this.stores = stores;
  }

  static ProgramLifecycle begin(Settings settings, List<String> arguments, boolean join)
      throws IOException {
    var running = new ProgramLifecycle(arguments, Stores.open(settings, join));
    program = running;
    Thread.ofPlatform().name("stores").start(running::startStores);
    Runtime.getRuntime().addShutdownHook(new Thread(running::awaitStopped, "stopping"));
    return running;
  }

  static ProgramLifecycle program() {
    var current = program;
    if (current == null) {
      throw new IllegalStateException("The program was not started by its main method.");
    }
    return current;
  }

  /** What was asked for: {@code start}, or something that is done and ends. */
  String command() {
    return arguments.getFirst();
  }

  RootKey rootKey() {
    return stores.rootKey();
  }

  /** Waits until the stores are up and migrated. */
  StoreAddresses addresses() {
    return addresses.join();
  }

  /** After the framework has stopped: nothing uses the stores any more. */
  void end(int status, @Nullable Throwable failure) {
    if (failure != null) {
      failure.printStackTrace();
    }
    awaitStarted();
    stopStores();
    System.exit(failure == null ? status : 1);
  }

  /** A server that is just starting would be left behind. */
  private void awaitStarted() {
    try {
      var unused = addresses.get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      // Whatever came up is stopped all the same.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startStores() {
    try {
      addresses.complete(stores.start());
      stores.watch();
    } catch (StartFailure e) {
      System.err.println(e.sentence());
      endBeforeItServed();
    } catch (IOException | SQLException | RuntimeException e) {
      e.printStackTrace();
      System.err.println("PostgreSQL and Redis could not be brought up: " + e.getMessage());
      endBeforeItServed();
    }
  }

  /** The framework is in the middle of its start and serves nobody: it need not be stopped. */
  private void endBeforeItServed() {
    stopStores();
    Runtime.getRuntime().halt(1);
  }

  private void stopStores() {
    try {
      stores.close();
    } catch (IOException e) {
      System.err.println("PostgreSQL or Redis could not be stopped: " + e.getMessage());
    } finally {
      stopped.countDown();
    }
  }

  /** Keeps the process alive until the stores are stopped, whoever asked it to end. */
  private void awaitStopped() {
    try {
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("PostgreSQL and Redis were not stopped in time; the next start will.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
