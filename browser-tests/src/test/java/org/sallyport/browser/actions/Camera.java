package org.sallyport.browser.actions;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The simulated camera of every window: plays a film of one image. */
public final class Camera {
  /** Chromium opens this file when a page requests the camera. */
  static final Path FILM = film();

  private static final int WIDE = 640;
  private static final int HIGH = 480;

  private Camera() {}

  /** Points the camera at an image. */
  public static void sees(byte[] png) {
    try {
      BufferedImage thing = ImageIO.read(new ByteArrayInputStream(png));
      ImageIO.write(held(thing), "jpg", FILM.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws the image as if held by hand: it fills most of the frame, with a desk behind it. */
  private static BufferedImage held(BufferedImage thing) {
    BufferedImage picture = new BufferedImage(WIDE, HIGH, BufferedImage.TYPE_INT_RGB);
    double scale =
        0.8 * Math.min((double) WIDE / thing.getWidth(), (double) HIGH / thing.getHeight());
    int wide = (int) (thing.getWidth() * scale);
    int high = (int) (thing.getHeight() * scale);
    Graphics2D draw = picture.createGraphics();
    draw.setColor(Color.GRAY);
    draw.fillRect(0, 0, WIDE, HIGH);
    draw.drawImage(thing, (WIDE - wide) / 2, (HIGH - high) / 2, wide, high, null);
    draw.dispose();
    return picture;
  }

  private static Path film() {
    try {
      return Files.createTempDirectory("camera").resolve("film.mjpeg");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
