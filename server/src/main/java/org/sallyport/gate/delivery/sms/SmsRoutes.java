package org.sallyport.gate.delivery.sms;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sallyport.gate.delivery.routes.Route;
import org.sallyport.gate.delivery.routes.RouteTerms;
import org.sallyport.gate.delivery.sms.http.GatewaySettings;
import org.sallyport.gate.delivery.sms.http.HttpAnswers;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The routes of the settings. */
@Component
@EnableConfigurationProperties({SmsProperties.class, SmsRoutesProperties.class})
class SmsRoutes implements DisposableBean {
  private final List<Closeable> opened = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();

  SmsRoutes(SmsProperties gateway, SmsRoutesProperties named) {
    Map<String, SmsRouteProperties> all = new TreeMap<>(named.routes());
    boolean isAlone = all.size() + gateway.gateway().stream().count() == 1;
    gateway
        .gateway()
        .ifPresent(
            settings ->
                add(
                    new RouteTerms(SmsRoutesProperties.DEFAULT, 1, null),
                    new SmsDestinations(List.of()),
                    settings,
                    isAlone));
    all.forEach((name, route) -> add(name, route, isAlone));
  }

  /** The routes; empty if there are none. */
  List<Route> all() {
    return List.copyOf(routes);
  }

  private void add(String name, SmsRouteProperties route, boolean isAlone) {
    HttpRouteProperties http = route.http();
    if (http != null) {
      add(route.terms(name), new SmsDestinations(route.countries()), http.gateway(), isAlone);
    }
  }

  /** With other routes at hand, a connection that failed is not tried again. */
  private void add(
      RouteTerms terms, SmsDestinations destinations, GatewaySettings settings, boolean isAlone) {
    HttpAnswers sender = new HttpAnswers(terms.name(), settings, isAlone);
    opened.add(sender);
    routes.add(new SmsRoute(terms, destinations, sender::send));
  }

  @Override
  public void destroy() throws IOException {
    for (Closeable sender : opened) {
      sender.close();
    }
  }
}
