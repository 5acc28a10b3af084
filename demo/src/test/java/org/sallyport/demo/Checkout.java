package org.sallyport.demo;

import java.nio.file.Path;

/** Paths used by the tests. */
final class Checkout {
  /** The folder with the command; Maven runs tests in the module's folder. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Fetched by `./sallyport test`. */
  static final Path SAMPLES =
      Path.of(System.getProperty("demo.samples", ROOT.resolve(".sallyport/samples").toString()));

  private Checkout() {}
}
