package io.sardonyx.models.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A provider that says something, and then nothing more. */
@Timeout(30)
class ReadTimeoutInputStreamTest {
  @Test
  void whoFallsSilentIsHungUpOn() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var here = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
        var there = server.accept()) {
      there.getOutputStream().write('x');
      try (var stream = new ReadTimeoutInputStream(here.getInputStream(), Duration.ofMillis(300))) {
        assertThat(stream.read()).isEqualTo('x');
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
      }
    }
  }
}
