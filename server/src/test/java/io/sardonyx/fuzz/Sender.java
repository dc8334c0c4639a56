package io.sardonyx.fuzz;

import io.sardonyx.isolation.Tenants;
import java.io.IOException;
import java.util.Random;

/**
 * Sends one request after the other, each when the one before is answered: however slow the machine
 * is, they never pile up.
 */
final class Sender {
  private static final int REQUESTS_OF_A_CAST = 400;

  private final Random random;
  private final Connection connection;
  private final Answers answers;
  private final Tally tally;
  private final BadRequests bad;
  private final Values values;
  private final Tenants tenants;
  private final String model;
  private Cast cast;
  private int ofThisCast;

  /**
   * @param model the address of a provider
   */
  Sender(
      Random random,
      Connection connection,
      Answers answers,
      Tally tally,
      Tenants tenants,
      String model)
      throws IOException {
    this.random = random;
    this.connection = connection;
    this.answers = answers;
    this.tally = tally;
    this.bad = new BadRequests(random, answers);
    this.values = new Values(random, answers.document());
    this.tenants = tenants;
    this.model = model;
    this.cast = new Cast(tenants, model);
    connection.open();
  }

  void send(Operation operation, boolean spoiled) throws IOException {
    var request = new Requests(random, values, cast, model).valid(operation);
    if (spoiled) {
      bad.spoil(request);
    } else {
      answers.requireFitting(request);
    }
    var answer = connection.exchange(request);
    answers.judge(request, answer);
    tally.count(request, spoiled, answer);
    boolean gone = !spoiled && answer.status() == 401 && !request.caller.signInAgain();
    if (gone || ++ofThisCast > REQUESTS_OF_A_CAST) {
      recast();
    }
  }

  /** Others, who have everything still. */
  void recast() throws IOException {
    cast = new Cast(tenants, model);
    connection.open();
    ofThisCast = 0;
  }
}
