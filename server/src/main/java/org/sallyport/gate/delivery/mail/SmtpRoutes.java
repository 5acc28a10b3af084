package org.sallyport.gate.delivery.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.routes.RouteTerms;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** The mail servers of the settings: that of {@code spring.mail.host}, and those with a name. */
@Component
class SmtpRoutes implements DisposableBean {
  /** One server alone is waited for longer than one of several. */
  private static final Duration LONGEST_ALONE = Duration.ofMinutes(2);

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final List<SmtpRoute> routes = new ArrayList<>();
  private final MailWriter writer;
  private final Duration longest;

  @Autowired
  SmtpRoutes(
      ObjectProvider<JavaMailSenderImpl> server, MailProperties properties, MailWriter writer) {
    this(
        server.getIfAvailable(),
        properties,
        writer,
        properties.routes().isEmpty() ? LONGEST_ALONE : LONGEST);
  }

  /**
   * Creates the routes with another deadline.
   *
   * @param server the route "default"; null if there is none
   * @param longest for one mail, from the connection to the last reply
   */
  SmtpRoutes(
      @Nullable JavaMailSenderImpl server,
      MailProperties properties,
      MailWriter writer,
      Duration longest) {
    this.writer = writer;
    this.longest = longest;
    if (server != null) {
      MailServer.prepare(server, properties.tls(), writer.host(), MailServer.TIMEOUT);
      RouteTerms terms = new RouteTerms(MailProperties.DEFAULT, 1, null);
      add(terms, new MailDomains(List.of()), server);
    }
    new TreeMap<>(properties.routes())
        .forEach(
            (name, route) ->
                add(
                    route.terms(name),
                    new MailDomains(route.domains()),
                    route.server(writer.host())));
  }

  private void add(RouteTerms terms, MailDomains domains, JavaMailSenderImpl server) {
    routes.add(new SmtpRoute(terms, domains, server, writer, longest));
  }

  /** The routes; empty if there are none. */
  List<SmtpRoute> all() {
    return List.copyOf(routes);
  }

  /** Closes connections that are of no use any more. */
  void closeOldConnections() {
    routes.forEach(route -> route.connections().closeOld());
  }

  @Override
  public void destroy() {
    routes.forEach(route -> route.connections().close());
  }
}
