package org.sallyport.demo;

import java.nio.file.Path;

/** Where things are while tests run. */
final class Checkout {
  /** The folder with the command. Maven runs tests in the folder of their module. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Fetched by `./sallyport test`. */
  static final Path SAMPLES =
      Path.of(System.getProperty("demo.samples", ROOT.resolve(".sallyport/samples").toString()));

  private Checkout() {}
}
