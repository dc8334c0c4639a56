package io.sardonyx.platform.boot;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.config.StoreAddresses;
import io.sardonyx.platform.crypto.RootKey;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The program that runs in this process. PostgreSQL and Redis come up beside the framework, not
 * before it; whoever needs them first waits.
 */
final class Running {
  private static @Nullable Running program;

  private final Settings settings;
  private final Stores stores;
  private final CompletableFuture<StoreAddresses> addresses = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Running(Settings settings, Stores stores) {
    this.settings = settings;
    this.stores = stores;
  }

  static Running begin(Settings settings) throws IOException {
    var running = new Running(settings, Stores.of(settings));
    program = running;
    Thread.ofPlatform().name("stores").start(running::startStores);
    Runtime.getRuntime().addShutdownHook(new Thread(running::awaitStopped, "stopping"));
    return running;
  }

  static Running program() {
    var current = program;
    if (current == null) {
      throw new IllegalStateException("The program was not started by its main method.");
    }
    return current;
  }

  Settings settings() {
    return settings;
  }

  RootKey rootKey() {
    return stores.rootKey();
  }

  /** Waits until the stores are up and migrated. */
  StoreAddresses addresses() {
    return addresses.join();
  }

  /** After the framework has stopped: nothing uses the stores any more. */
  void stopStores() {
    try {
      stores.close();
    } catch (IOException e) {
      System.err.println("PostgreSQL or Redis could not be stopped: " + e.getMessage());
    } finally {
      stopped.countDown();
    }
  }

  private void startStores() {
    try {
      addresses.complete(stores.start());
    } catch (Throwable e) {
      addresses.completeExceptionally(e);
    }
  }

  /** Keeps the process alive until the stores are stopped, whoever asked it to end. */
  private void awaitStopped() {
    try {
      var unused = stopped.await(90, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
