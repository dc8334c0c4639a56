package io.sardonyx.identity.factors;

import io.nayuki.qrcodegen.QrCode.Ecc;

/** A text as a picture that a telephone's camera reads. */
final class QrCode {
  /** So many empty modules around it, as the standard asks. */
  private static final int BORDER = 4;

  private QrCode() {}

  /**
   * An SVG image, black on white also where the page is dark. It holds no {@code #}, so that it can
   * stand in a data URL as it is.
   */
  static String svg(String text) {
    var code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append("M%d,%dh1v1h-1z".formatted(x + BORDER, y + BORDER));
        }
      }
    }
    int size = code.size + 2 * BORDER;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
    <path fill="white" d="M0,0h%dv%dH0z"/><path d="%s"/></svg>\
    """
        .formatted(size, size, size, size, path);
  }
}
