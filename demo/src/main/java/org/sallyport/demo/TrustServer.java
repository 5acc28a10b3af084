package org.sallyport.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Helps a phone to trust the demo's CA: one page and one certificate, over plain HTTP since nothing
 * is trusted yet. It serves nothing else.
 */
final class TrustServer implements AutoCloseable {
  private final HttpServer server;
  private final Path certificate;
  private final URI portal;

  TrustServer(InetAddress address, Path certificate, URI portal) throws IOException {
    this.certificate = certificate;
    this.portal = portal;
    server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI page() {
    return URI.create("http://" + portal.getHost() + ":" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/" ->
            send(
                exchange, 200, "text/html; charset=utf-8", text().getBytes(StandardCharsets.UTF_8));
        case "/sallyport-demo.crt" ->
            send(exchange, 200, "application/x-x509-ca-cert", Files.readAllBytes(certificate));
        default -> send(exchange, 404, "text/plain", new byte[0]);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange
        .getResponseHeaders()
        .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private String text() {
    return String.format(
        Locale.ROOT,
        """
        <!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Sallyport demo on your phone</title>
        <style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui;max-width:32rem;margin:2rem auto;padding:0 1rem}
        li{margin:1rem 0}a{display:inline-block;padding:.5rem 0}</style>
        <h1>Sallyport demo on your phone</h1>
        <ol>
        <li><a href="/sallyport-demo.crt">Get the demo's certificate</a> and install it.
        <br>Android: Settings, search for “CA certificate”. iPhone: Settings, Profile Downloaded, then
        General, About, Certificate Trust Settings.</li>
        <li><a href="%1$s/app/">Open the app</a>, or <a href="%1$s/">the portal</a>.</li>
        </ol>
        <p>Remove the certificate when you are done with the demo.</p></html>
        """,
        portal);
  }
}
