package io.sardonyx.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.models.clients.OpenAiChunk;
import io.sardonyx.models.clients.OpenAiUsage;
import io.sardonyx.models.providers.ModelProxy;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.memory.MemoryReservation;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.threads.RepeatingTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** A completion that is not streamed: read as a whole, and then forwarded. */
final class WholeCompletion {
  private static final int MAX_RESPONSE = 16 << 20;

  /** The text of a longer one is not read for an estimate of its tokens. */
  private static final int MAX_ESTIMATED = 256 << 10;

  /** The buffer while it grows, and the response. */
  private static final int COPIES = 3;

  private static final Duration CHECK = Duration.ofMillis(500);

  private final CompletionRequest request;
  private final CompletionUsage.Metering metering;
  private final MemoryReservation memory;
  private OpenAiUsage usage = OpenAiUsage.UNKNOWN;
  private IntSupplier estimate = () -> 0;

  WholeCompletion(
      CompletionRequest request, CompletionUsage.Metering metering, MemoryReservation memory) {
    this.request = request;
    this.metering = metering;
    this.memory = memory;
  }

  /**
   * @param disconnected whether the client is gone, which ends the call
   */
  Completions.Body await(ProviderCall call, BooleanSupplier disconnected) {
    boolean refused = false;
    try (call;
        var watching = RepeatingTask.start("completion-client", () -> watch(call, disconnected))) {
      return body(read(call.await()));
    } catch (ModelProxy.Refused refusal) {
      refused = true;
      throw refusal.problem();
    } catch (JsonProcessingException notJson) {
      throw malformed();
    } catch (IOException broken) {
      throw Completions.disconnected();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Completions.disconnected();
    } finally {
      if (refused) {
        metering.withdraw();
      } else {
        metering.settle(usage, estimate);
      }
    }
  }

  private static void watch(ProviderCall call, BooleanSupplier disconnected)
      throws InterruptedException {
    Thread.sleep(CHECK);
    if (disconnected.getAsBoolean()) {
      call.close();
      throw new InterruptedException("nothing is left to watch");
    }
  }

  private byte[] read(InputStream response) throws IOException {
    var bytes = new ByteArrayOutputStream();
    estimate = () -> CompletionUsage.estimate(bytes.size());
    try (response) {
      var buffer = new byte[16 << 10];
      for (int read = response.read(buffer); read >= 0; read = response.read(buffer)) {
        memory.reserve((long) read * COPIES);
        bytes.write(buffer, 0, read);
        if (bytes.size() > MAX_RESPONSE) {
          throw malformed();
        }
      }
    }
    return bytes.toByteArray();
  }

  private Completions.Body body(byte[] bytes) throws IOException {
    estimate = () -> CompletionUsage.estimate(bytes.length);
    var json = ForwardedJson.read(bytes, 0, bytes.length);
    if (json.hasError()) {
      throw ModelProxy.reported(bytes);
    }
    if (!json.hasChoices()) {
      throw malformed();
    }
    usage = json.usage();
    if (bytes.length <= MAX_ESTIMATED) {
      var text = new TokenEstimate();
      var chunk = OpenAiChunk.of(bytes, 0, bytes.length);
      chunk.choices().forEach(choice -> choice.forEachText(text::add));
      estimate = text::tokens;
    }
    var model = Json.mapper().writeValueAsBytes(request.model());
    return out -> json.write(out, model, true, false);
  }

  private static Problem malformed() {
    return new Problem(
        Problem.Kind.UPSTREAM_FAILED,
        "model_failed",
        "The response of the model provider is not a completion.");
  }
}
