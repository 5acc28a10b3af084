package org.sallyport.staff.doctor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.examination.Finding;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.database.TestDatabase;
import org.sallyport.testing.messages.Inbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * An installation without a mistake: a database of a role of its own, a mail server, an SMS
 * gateway, an archive and a page at the public address. A test makes one mistake in it.
 */
final class SoundInstallation implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Map<String, Object> settings = new HashMap<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final JdbcClient superuser;
  private final String database;
  private final Path keys;
  private Clock clock = Clock.systemUTC();

  SoundInstallation(Path folder) throws IOException {
    String role = nextRole();
    database = role;
    Template.SUPERUSER.sql("create role " + role + " login password 'portal'").update();
    Template.SUPERUSER
        .sql("create database %s template %s owner %s".formatted(database, Template.NAME, role))
        .update();
    String own = Template.URL.replace("/" + Template.ADMIN, "/" + database);
    superuser = superuser(own);
    superuser.sql("reassign owned by %s to %s".formatted(Template.OWNER, role)).update();
    keys = TestSettings.keyFile(TestSettings.KEY);
    TestArchive.start();
    settings.putAll(Inbox.settings());
    settings.putAll(TestArchive.settings());
    set("spring.datasource.url", own);
    set("spring.datasource.username", role);
    set("spring.datasource.password", "portal");
    set("sallyport.secrets.key-file", keys.toString());
    set("sallyport.data", folder.toString());
    set("sallyport.push.enabled", "false");
    set("sallyport.installation.name", "Lindenmoor Hospitals");
    set("sallyport.installation.zone", "Europe/Brussels");
    set("sallyport.installation.desk-phone-outside", "+32 9 555 55 40");
    set("sallyport.public-url", page(200, Map.of("Content-Security-Policy", "default-src 'none'")));
  }

  /** A database with the tables of this version, whose owner is no superuser; made once. */
  private static final class Template {
    static final String OWNER = nextRole();
    static final String NAME = OWNER;
    static final String URL =
        String.valueOf(TestDatabase.fresh().get("spring.datasource.url")).replaceAll("\\?.*", "");
    static final String ADMIN = URL.substring(URL.lastIndexOf('/') + 1);
    static final JdbcClient SUPERUSER = superuser(URL);

    static {
      SUPERUSER.sql("create role " + OWNER + " login password 'portal'").update();
      SUPERUSER.sql("create database " + NAME + " owner " + OWNER).update();
      String template = URL.replace("/" + ADMIN, "/" + NAME);
      Flyway.configure().dataSource(template, OWNER, "portal").load().migrate();
    }
  }

  private static JdbcClient superuser(String url) {
    return JdbcClient.create(new DriverManagerDataSource(url, "postgres", "postgres"));
  }

  private static String nextRole() {
    return "portal" + COUNT.incrementAndGet();
  }

  SoundInstallation set(String name, @Nullable Object value) {
    if (value == null) {
      settings.remove(name);
    } else {
      settings.put(name, value);
    }
    return this;
  }

  String get(String name) {
    return String.valueOf(settings.get(name));
  }

  void clock(Clock other) {
    clock = other;
  }

  Path keys() {
    return keys;
  }

  String database() {
    return database;
  }

  /** Runs a statement in the database as superuser. */
  void sql(String statement) {
    superuser.sql(statement).update();
  }

  /** How many rows each table has, but for those in which the server itself writes meanwhile. */
  List<String> rows() {
    return superuser
        .sql(
            """
            select relname || query_to_xml('select count(*) from ' || oid::regclass, true, true, '')::text
              from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
               and relname not in ('app_push_key', 'study_index', 'study_person') order by relname
            """)
        .query((row, number) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  /** Starts a web server that gives the same answer to every request; returns its address. */
  String page(int status, Map<String, String> headers) {
    return page(status, headers, "");
  }

  String page(int status, Map<String, String> headers, String body) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (var out = exchange.getResponseBody()) {
              out.write(bytes);
            }
          });
      server.start();
      servers.add(server);
      return "http://localhost:" + server.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Finding> examine() {
    return examine(DoctorOptions.NONE);
  }

  List<Finding> examine(DoctorOptions options) {
    return Doctor.examine(options, clock, arguments());
  }

  /** Everything, the sign-in too. */
  List<Finding> examineAll() {
    return Doctor.examineAll(DoctorOptions.NONE, clock, arguments());
  }

  private String[] arguments() {
    return settings.entrySet().stream()
        .map(it -> "--" + it.getKey() + "=" + it.getValue())
        .toArray(String[]::new);
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
  }
}
