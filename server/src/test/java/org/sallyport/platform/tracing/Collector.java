package org.sallyport.platform.tracing;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A collector on loopback: takes exports by OTLP over HTTP and decodes them. */
final class Collector {
  private final HttpServer server;
  private final List<byte[]> exports = new CopyOnWriteArrayList<>();
  private final List<String> headers = new CopyOnWriteArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile boolean silent;

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** A collector that accepts connections and answers nothing. */
  static Collector silent() {
    Collector collector = new Collector();
    collector.silent = true;
    return collector;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (silent) {
        never.await();
      }
      exchange.getRequestHeaders().forEach((name, values) -> headers.add(name + ": " + values));
      exports.add(body(exchange));
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream in =
        packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      return in.readAllBytes();
    }
  }

  /** All spans that arrived. */
  List<Span> spans() {
    return exports.stream()
        .map(Collector::decoded)
        .flatMap(export -> export.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** All that arrived, with the headers: every byte as a character, and decoded. */
  String everything() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    exports.forEach(all::writeBytes);
    return all.toString(StandardCharsets.ISO_8859_1)
        + all.toString(StandardCharsets.UTF_8)
        + String.join("\n", headers);
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  /** The value of an attribute of a span; empty if it has none of that name. */
  static String attribute(Span span, String name) {
    return span.getAttributesList().stream()
        .filter(it -> it.getKey().equals(name))
        .map(
            it ->
                it.getValue().hasIntValue()
                    ? Long.toString(it.getValue().getIntValue())
                    : it.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  private static ExportTraceServiceRequest decoded(byte[] export) {
    try {
      return ExportTraceServiceRequest.parseFrom(export);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
