package io.sardonyx.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.isolation.Tenants;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Requests made at random from the API's document, every other one spoiled: whatever comes, the
 * answer is one that the document promises, and comes.
 */
class ApiFuzzIT {
  /** On a machine so slow that the time ends before. */
  private static final int LEAST_ROUNDS = 8;

  /** Of what was not done by chance. */
  private static final int MORE_ATTEMPTS = 40;

  private static final int ATTEMPTS_OF_A_CAST = 10;

  /** On a node of its own: so much wrong is sent that others would be kept out for it. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "SARDONYX_TRUSTED_PROXIES",
          "127.0.0.0/8",
          "SARDONYX_OUTBOUND_ALLOWED_ADDRESSES",
          "127.0.0.0/8");

  private final Seed seed = Seed.forSeconds(25);
  private final Random random = seed.random();
  private final Findings findings = new Findings();
  private int enough;
  private int done;

  @Test
  void whateverIsSentTheAnswerIsADocumentedOne() throws IOException {
    System.out.println("Requests at random: " + seed);
    try (var home = Home.prepared();
        var node = Node.start(home, SETTINGS);
        var model = ModelServer.start();
        var load = Load.measured()) {
      var document = Http.of(node).get("/openapi.json").expect(200).json();
      var operations = new ArrayList<>(Operation.of(document));
      var tally = new Tally(operations);
      try (var connection = new Connection(node, findings, load)) {
        var answers = new Answers(document, findings);
        var tenants = Tenants.on(node, home);
        var sender = new Sender(random, connection, answers, tally, tenants, model.url());
        sendAll(sender, operations);
        enough = tally.sent() / 3;
        done = tally.done();
        sendLeftOut(sender, operations, tally);
      }
      findings.addErrors(node);
      System.out.println(tally);
      findings.assertNone(seed);
      assertThat(done).as("how many were done").isGreaterThan(enough);
      assertThat(tally.neverDone()).as("what was never done").isEmpty();
    }
  }

  private void sendAll(Sender sender, List<Operation> operations) throws IOException {
    long end = System.nanoTime() + seed.duration().toNanos();
    for (int round = 0; round < LEAST_ROUNDS || System.nanoTime() < end; round++) {
      Collections.shuffle(operations, random);
      for (var operation : operations) {
        sender.send(operation, random.nextBoolean());
      }
    }
  }

  private static void sendLeftOut(Sender sender, List<Operation> operations, Tally tally)
      throws IOException {
    for (int attempt = 0; attempt < MORE_ATTEMPTS && !tally.neverDone().isEmpty(); attempt++) {
      if (attempt % ATTEMPTS_OF_A_CAST == 0) {
        sender.recast();
      }
      for (var operation : operations) {
        if (tally.isNeverDone(operation)) {
          sender.send(operation, false);
        }
      }
    }
  }
}
