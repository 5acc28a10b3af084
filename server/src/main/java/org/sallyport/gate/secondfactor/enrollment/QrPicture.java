package org.sallyport.gate.secondfactor.enrollment;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code (ISO/IEC 18004) as a path of unit squares.
 *
 * @param size squares per side, including the quiet zone
 * @param path as SVG path data
 */
public record QrPicture(int size, String path) {
  private static final int QUIET_ZONE = 4;

  /**
   * Dark squares on light, at an error correction level that tolerates one misread square in seven.
   */
  public static QrPicture of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M')
              .append(x + QUIET_ZONE)
              .append(' ')
              .append(y + QUIET_ZONE)
              .append("h1v1h-1z");
        }
      }
    }
    return new QrPicture(code.size + 2 * QUIET_ZONE, path.toString());
  }

  @Override
  public String toString() {
    return "QrPicture[" + size + "]";
  }
}
