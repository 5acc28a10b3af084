package org.sallyport.browser.scenarios.studies;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/**
 * OHIF's files as they are published, compressed and cacheable: beside the archive's DICOMweb, or
 * with the portal's, to which it signs its reader in.
 */
final class OhifServer implements AutoCloseable {
  private static final String CONFIG =
      """
      window.config = {
        routerBasename: '/', extensions: [], modes: [], showStudyList: false,
        defaultDataSourceName: 'dicomweb',
        dataSources: [{
          namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
          sourceName: 'dicomweb',
          configuration: {
            friendlyName: 'archive', name: 'archive',
            wadoUriRoot: 'ROOT/dicom-web', qidoRoot: 'ROOT/dicom-web', wadoRoot: 'ROOT/dicom-web',
            qidoSupportsIncludeField: true, imageRendering: 'wadors', thumbnailRendering: 'wadors',
            enableStudyLazyLoad: true, supportsFuzzyMatching: false, supportsWildcard: true,
          },
        }],
        SIGN_IN
      };
      """;
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html",
          "js", "text/javascript",
          "css", "text/css",
          "wasm", "application/wasm",
          "json", "application/json",
          "svg", "image/svg+xml");
  private static final List<String> NOT_PASSED_ON =
      List.of("connection", "content-length", "transfer-encoding", ":status");

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server;
  private final Path files;
  private final String config;
  private final String archive;
  private final String credential;
  private final Map<String, byte[]> compressed = new ConcurrentHashMap<>();

  OhifServer(Path files, Map<String, Object> archive) {
    this(files, archive, "", "");
  }

  /**
   * With the studies that its reader may see at the portal.
   *
   * @param portal its address
   * @param signIn lines of OHIF's configuration
   */
  OhifServer(Path files, String portal, String signIn) {
    this(files, Map.of(), portal, signIn);
  }

  private OhifServer(Path files, Map<String, Object> archive, String root, String signIn) {
    this.files = files;
    this.config = CONFIG.replace("ROOT", root).replace("SIGN_IN", signIn);
    this.archive = String.valueOf(archive.get("sallyport.archive.url"));
    String pair =
        archive.get("sallyport.archive.username") + ":" + archive.get("sallyport.archive.password");
    this.credential =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/dicom-web", this::passOn);
    server.createContext("/", this::file);
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void file(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    Path file = files.resolve(name);
    String sent = !name.isEmpty() && Files.isRegularFile(file) ? name : "index.html";
    byte[] body = compressed.computeIfAbsent(sent, this::compressed);
    String ending = sent.substring(sent.lastIndexOf('.') + 1);
    exchange
        .getResponseHeaders()
        .set("Content-Type", TYPES.getOrDefault(ending, "application/octet-stream"));
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    exchange.getResponseHeaders().set("Cache-Control", "max-age=86400");
    exchange.sendResponseHeaders(200, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private byte[] compressed(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(
          name.equals("app-config.js")
              ? config.getBytes(StandardCharsets.UTF_8)
              : Files.readAllBytes(files.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void passOn(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().substring("/dicom-web".length());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(archive + path)).header("Authorization", credential);
    List<String> accepted = exchange.getRequestHeaders().get("Accept");
    if (accepted != null) {
      accepted.forEach(type -> request.header("Accept", type));
    }
    try (exchange) {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!NOT_PASSED_ON.contains(name)) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
