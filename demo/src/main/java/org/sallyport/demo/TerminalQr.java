package org.sallyport.demo;

import io.nayuki.qrcodegen.QrCode;

/** A QR code in characters: two rows of modules per line. */
final class TerminalQr {
  private static final int QUIET_ZONE = 2;

  private TerminalQr() {}

  /** Dark modules are blank and light ones filled, since most terminals are dark. */
  static String of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
    StringBuilder lines = new StringBuilder();
    for (int y = -QUIET_ZONE; y < code.size + QUIET_ZONE; y += 2) {
      for (int x = -QUIET_ZONE; x < code.size + QUIET_ZONE; x++) {
        lines.append(character(code, x, y));
      }
      lines.append('\n');
    }
    return lines.toString();
  }

  /** The character for a module and the one below it. */
  private static char character(QrCode code, int x, int y) {
    boolean upper = !code.getModule(x, y);
    boolean lower = !code.getModule(x, y + 1);
    if (upper) {
      return lower ? '\u2588' : '\u2580';
    }
    return lower ? '\u2584' : ' ';
  }
}
