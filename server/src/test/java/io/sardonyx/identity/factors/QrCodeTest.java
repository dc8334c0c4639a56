package io.sardonyx.identity.factors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTest {
  private static final Pattern MODULE = Pattern.compile("M(\\d+),(\\d+)h1v1h-1z");
  private static final int BORDER = 4;

  @Test
  void anotherProgramReadsInThePictureWhatWasWritten() throws ChecksumException, FormatException {
    var text =
        "otpauth://totp/Stra%C3%9Fe%20%26%20Co:ada%40example.com?secret=GEZDGNBVGY3TQOJQ&period=30";
    var read = new Decoder().decode(modules(QrCode.svg(text)));
    assertThat(read.getText()).isEqualTo(text);
  }

  /** It stands in a data URL as it is, for clients that do not encode it. */
  @Test
  void itHoldsNothingThatEndsAnAddress() {
    assertThat(QrCode.svg("otpauth://totp/x")).startsWith("<svg ").doesNotContain("#", "%", "\n");
  }

  private static boolean[][] modules(String svg) {
    int size = Integer.parseInt(svg.replaceAll("(?s).*viewBox=\"0 0 (\\d+) .*", "$1")) - 2 * BORDER;
    var modules = new boolean[size][size];
    MODULE
        .matcher(svg)
        .results()
        .forEach(at ->
            modules[Integer.parseInt(at.group(2)) - BORDER][
                    Integer.parseInt(at.group(1)) - BORDER] =
                true);
    return modules;
  }
}
