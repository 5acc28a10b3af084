package org.sallyport.demo.archive;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Values and numbers as the archive takes them. */
final class Greys {
  private static final int MAX = 4095;

  /** The noise of the pictures cannot be compressed, and the archive unpacks them at once. */
  private static final float HARDLY_COMPRESSED = 0.9f;

  private Greys() {}

  /**
   * A picture of an object.
   *
   * @param values from 0 to 4095; others become the nearest of these
   * @param side pixels of a row, and rows
   */
  static MadeObject picture(Map<String, Object> tags, int[] values, int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_USHORT_GRAY);
    short[] samples = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
    for (int at = 0; at < values.length; at++) {
      samples[at] = (short) Math.clamp(values[at], 0, MAX);
    }
    return MadeObject.of(tags, "image/png", png(image));
  }

  private static byte[] png(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(HARDLY_COMPRESSED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Decimal strings (PS3.5 section 6.2). */
  static String numbers(double... values) {
    StringJoiner words = new StringJoiner("\\");
    for (double value : values) {
      words.add(String.format(Locale.ROOT, "%.2f", value));
    }
    return words.toString();
  }
}
