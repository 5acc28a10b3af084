package org.sallyport.connect.apikeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.ids.AccountId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that calls with a key, or with whatever it sends in its place. */
public final class Program {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private final int port;
  private final String name;
  private final String text;

  private Program(int port, String name, String text) {
    this.port = port;
    this.name = name;
    this.text = text;
  }

  /** One whose key has these scopes and is accepted from this machine. */
  public static Program with(
      ApiKeys keys, int port, @Nullable AccountId maker, KeyScope... scopes) {
    return from(keys, port, maker, List.of("127.0.0.0/8", "::1"), scopes);
  }

  /** The same, from these networks. */
  static Program from(
      ApiKeys keys,
      int port,
      @Nullable AccountId maker,
      List<String> networks,
      KeyScope... scopes) {
    String name = "Program " + COUNT.incrementAndGet();
    ApiKeys.Made made =
        keys.make(
            new KeyRequest(name, Set.of(scopes), networks, Duration.ofDays(30)),
            new Actor(maker, "test"),
            Origin.COMMAND_LINE);
    return new Program(port, name, ((ApiKeys.NewKey) made).text());
  }

  /** The same program with another text. */
  public Program having(String other) {
    return new Program(port, name, other);
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** An answer. */
  public record Answer(int status, JsonNode json, HttpResponse<String> response) {
    public String header(String header) {
      return response.headers().firstValue(header).orElse("");
    }

    public String text(String field) {
      return json.path(field).asString("");
    }
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, String body) {
    return send("POST", path, body);
  }

  /** A call with a body, and with further headers: a name, a value, and so on. */
  public Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /** A request with the key. */
  public HttpRequest.Builder request(String path) {
    return bare(path).header("Authorization", "Bearer " + text);
  }

  /** A request without a key. */
  public HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(
          response.statusCode(),
          type.contains("json") ? JSON.readTree(response.body()) : JSON.createObjectNode(),
          response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
