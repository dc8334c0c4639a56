import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;

/** The HTTP server that the program is built on, answering a little JSON and nothing more. */
final class BareServer extends AbstractVerticle {
  public static void main(String[] args) {
    var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    int port = Integer.parseInt(args[0]);
    var loops = new DeploymentOptions().setInstances(2 * Runtime.getRuntime().availableProcessors());
    vertx
        .deployVerticle(() -> new BareServer(port), loops)
        .onFailure(
            failure -> {
              failure.printStackTrace();
              System.exit(1);
            });
  }

  private final int port;

  private BareServer(int port) {
    this.port = port;
  }

  @Override
  public void start() {
    vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
        .requestHandler(
            request ->
                request
                    .response()
                    .putHeader("content-type", "application/json")
                    .end(new JsonObject().put("hello", "world").toBuffer()))
        .listen();
  }
}
