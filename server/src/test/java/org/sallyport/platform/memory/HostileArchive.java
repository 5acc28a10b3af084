package org.sallyport.platform.memory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** An archive whose answers are far larger than a small heap. */
final class HostileArchive implements AutoCloseable {
  private static final String UIDS =
      "\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2.3\"]},\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"1.2.3.1\"]}";

  private static final String OPEN = "[{" + UIDS + ",\"0040A160\":{\"vr\":\"UT\",\"Value\":[";

  /** What is answered to a path, or to every path below it. */
  private static final Map<String, Answer> ANSWERS =
      Map.of(
          "/dicom-web/studies/1.1/metadata",
          new Answer(OPEN + "\"", 1200, n -> "a text of a report ".repeat(1000), "\"]}}]"),
          "/dicom-web/studies/1.2/metadata",
          new Answer(OPEN, 3_000_000, n -> "{},", "1]}}]"),
          "/dicom-web/studies/1.3/metadata",
          new Answer("[{", 300_000, n -> attribute(n) + ",", UIDS + "}]"),
          "/dicom-web/studies/1.4/series",
          new Answer("[", 90_000, n -> item(n) + ",", item(0) + "]"),
          "/dicom-web/studies/1.4/instances",
          new Answer("[", 90_000, n -> item(n) + ",", item(0) + "]"),
          "/dicom-web/studies",
          new Answer("[", 90_000, n -> item(n) + ",", item(0) + "]"),
          "/changes",
          new Answer("{\"Changes\":[", 2_000_000, n -> "{},", "{}]}"));

  private final HttpServer server;

  /** Text that is written piece by piece. */
  private record Answer(String begin, int many, IntFunction<String> piece, String end) {
    void write(HttpExchange exchange) throws IOException {
      try (exchange;
          OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
        exchange.sendResponseHeaders(200, 0);
        out.write(begin.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < many; i++) {
          out.write(piece.apply(i).getBytes(StandardCharsets.US_ASCII));
        }
        out.write(end.getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  HostileArchive() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    ANSWERS.forEach((path, answer) -> server.createContext(path, answer::write));
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static String attribute(int number) {
    return "\"" + (0x90000 + number) + "\":{\"vr\":\"SH\",\"Value\":[1]}";
  }

  private static String item(int number) {
    return "{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.4\"]},"
        + ("\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"1.4." + number + "\"]},")
        + ("\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.4.1." + number + "\"]},")
        + "\"0008103E\":{\"vr\":\"LO\",\"Value\":[\""
        + "description ".repeat(10)
        + "\"]}}";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
