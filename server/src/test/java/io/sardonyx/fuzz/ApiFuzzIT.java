package io.sardonyx.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Requests made at random from the API's document, every other one spoiled: whatever comes, the
 * answer is one that the document promises, and comes.
 */
class ApiFuzzIT {
  private static final int REQUESTS_OF_A_CAST = 400;
  private static final int MOST_NEVER_DONE = 15;

  /** On a node of its own: so much wrong is sent that others would be kept out for it. */
  private static final Map<String, String> SETTINGS =
      Map.of("SARDONYX_TRUSTED_PROXIES", "127.0.0.0/8");

  private final Seed seed = Seed.forSeconds(60);
  private final Random random = seed.random();
  private final Findings findings = new Findings();
  private final Map<String, Integer> seen = new TreeMap<>();
  private final TreeSet<String> neverDone = new TreeSet<>();
  private int sent;
  private int done;

  @Test
  void whateverIsSentTheAnswerIsADocumentedOne() throws IOException {
    System.out.println("Requests at random: " + seed);
    try (var home = Home.create();
        var node = Node.start(home, SETTINGS);
        var model = ModelServer.start()) {
      var document = Http.of(node).get("/openapi.json").expect(200).json();
      var operations = new ArrayList<>(Operation.of(document));
      operations.forEach(operation -> neverDone.add(operation.toString()));
      try (var connection = new Connection(node, findings)) {
        send(connection, Tenants.on(node, home), document, operations, model.url());
      }
      findings.addErrors(node);
    }
    System.out.println(sent + " requests: " + seen);
    System.out.println("never done: " + neverDone);
    findings.assertNone(seed);
    assertThat(done).as("how many were done").isGreaterThan(sent / 3);
    assertThat(neverDone).as("what was never done").hasSizeLessThan(MOST_NEVER_DONE);
  }

  private void send(
      Connection connection,
      Tenants tenants,
      JsonNode document,
      List<Operation> operations,
      String model)
      throws IOException {
    var answers = new Answers(document, findings);
    var bad = new BadRequests(random, answers);
    var values = new Values(random, document);
    long end = System.nanoTime() + seed.duration().toNanos();
    var cast = new Cast(tenants, model);
    int ofThisCast = 0;
    while (System.nanoTime() < end) {
      Collections.shuffle(operations, random);
      for (var operation : operations) {
        var request = new Requests(random, values, cast, model).valid(operation);
        boolean spoiled = random.nextBoolean();
        if (spoiled) {
          bad.spoil(request);
        } else {
          answers.requireFitting(request);
        }
        var answer = connection.exchange(request);
        answers.judge(request, answer);
        count(operation, spoiled, answer.status());
        boolean gone = !spoiled && answer.status() == 401 && !request.caller.signInAgain();
        if (gone || ++ofThisCast > REQUESTS_OF_A_CAST) {
          cast = new Cast(tenants, model);
          ofThisCast = 0;
        }
      }
    }
  }

  private void count(Operation operation, boolean spoiled, int status) {
    sent++;
    seen.merge((spoiled ? "spoiled " : "valid ") + status, 1, Integer::sum);
    if (status >= 200 && status < 400) {
      done += status < 300 ? 1 : 0;
      neverDone.remove(operation.toString());
    }
  }
}
