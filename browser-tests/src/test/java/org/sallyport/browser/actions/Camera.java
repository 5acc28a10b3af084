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

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

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
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    double scale =
        0.8 * Math.min((double) WIDTH / thing.getWidth(), (double) HEIGHT / thing.getHeight());
    int wide = (int) (thing.getWidth() * scale);
    int high = (int) (thing.getHeight() * scale);
    Graphics2D draw = picture.createGraphics();
    draw.setColor(Color.GRAY);
    draw.fillRect(0, 0, WIDTH, HEIGHT);
    draw.drawImage(thing, (WIDTH - wide) / 2, (HEIGHT - high) / 2, wide, high, null);
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
