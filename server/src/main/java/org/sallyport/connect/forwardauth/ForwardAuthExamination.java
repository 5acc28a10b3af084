package org.sallyport.connect.forwardauth;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sallyport.connect.forwardauth.settings.ApplicationProperties;
import org.sallyport.connect.forwardauth.settings.Applications;
import org.sallyport.connect.forwardauth.settings.Rule;
import org.sallyport.gate.account.groups.ExaminedNames;
import org.sallyport.platform.database.ExaminedDatabase;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.FailureWords;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.http.HttpAnswer;
import org.sallyport.platform.http.NotSent;
import org.sallyport.platform.http.OutgoingHttp;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The applications whose proxies ask about each request, as a browser meets them: whether the proxy
 * asks, and leads to the sign-in; and whether the portal's own proxy closes what is for them alone.
 */
final class ForwardAuthExamination implements Examination {
  private static final String FORWARD_AUTH = "forward-auth";
  private static final String SETTING = "sallyport.forward-auth";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Override
  public String subject() {
    return FORWARD_AUTH;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    Map<String, ApplicationProperties> settings;
    try {
      settings =
          Binder.get(examined.settings())
              .bind(SETTING, Bindable.mapOf(String.class, ApplicationProperties.class))
              .orElseGet(Map::of);
      new Applications(settings);
    } catch (BindException | IllegalArgumentException e) {
      return List.of(error("not tried: the settings " + SETTING + " are not understood"));
    }
    if (settings.isEmpty()) {
      return List.of(Finding.sound(FORWARD_AUTH, "not used"));
    }
    return Stream.concat(
            groups(examined, settings).stream(), examineProxies(examined, settings).stream())
        .toList();
  }

  /** The groups of the rules; nothing is found if the database cannot be asked. */
  private static List<Finding> groups(
      Examined examined, Map<String, ApplicationProperties> settings) {
    return ExaminedDatabase.of(examined)
        .flatMap(
            database ->
                database.ask(
                    jdbc ->
                        ExaminedNames.canBeAsked(jdbc)
                            ? groups(jdbc, settings)
                            : List.<Finding>of()))
        .orElse(List.of());
  }

  private static List<Finding> groups(
      JdbcClient jdbc, Map<String, ApplicationProperties> settings) {
    return new TreeMap<>(settings)
        .entrySet().stream()
            .flatMap(
                it ->
                    ExaminedNames.wrong(jdbc, SETTING + "." + it.getKey(), it.getValue().groups())
                        .stream()
                        .map(
                            wrong ->
                                Finding.warning(
                                    FORWARD_AUTH,
                                    SETTING + "." + it.getKey() + ".rules: " + wrong)))
            .toList();
  }

  private static List<Finding> examineProxies(
      Examined examined, Map<String, ApplicationProperties> settings) {
    if (examined.value("sallyport.trusted-proxies").isEmpty()
        && examined.value("sallyport.trusted-proxies[0]").isEmpty()) {
      return List.of(
          error("sallyport.trusted-proxies is not set: no question of a proxy is answered"));
    }
    return examine(settings, examined.publicUrl());
  }

  private static List<Finding> examine(Map<String, ApplicationProperties> settings, URI portal) {
    List<Finding> findings = new ArrayList<>();
    try (OutgoingHttp browser = OutgoingHttp.within(TIMEOUT).build()) {
      for (Map.Entry<String, ApplicationProperties> one : new TreeMap<>(settings).entrySet()) {
        for (URI address : one.getValue().addresses()) {
          findings.add(examine(one.getValue(), address, portal, browser));
        }
      }
      URI any = settings.values().iterator().next().addresses().getFirst();
      portalsOwnProxy(portal, any, browser, findings);
    }
    return findings;
  }

  private static Finding examine(
      ApplicationProperties properties, URI address, URI portal, OutgoingHttp browser) {
    try {
      HttpAnswer page = open(browser, address.resolve("/"));
      if (page.status() < 300 && !isPublic(properties)) {
        return error(address + " is shown without a sign-in: its proxy does not ask");
      }
      if (page.status() >= 400 && !isRefused(properties)) {
        return error(
            address
                + " answers "
                + page.status()
                + " and not with the sign-in: its proxy has to ask Sallyport with the portal's name"
                + " in Host, and with X-Forwarded-Host, X-Forwarded-Uri and X-Forwarded-Method");
      }
      HttpAnswer signIn = open(browser, address.resolve("/.sallyport/sign-in"));
      String leads = signIn.header("Location").orElse("");
      return signIn.status() == 302 && leads.startsWith(portal.resolve("/auth/start").toString())
          ? Finding.sound(FORWARD_AUTH, address + " leads to the sign-in")
          : error(
              address
                  + ": its proxy does not lead /.sallyport/ to Sallyport with the host in"
                  + " X-Forwarded-Host, or is none of sallyport.trusted-proxies");
    } catch (IOException e) {
      IOException reason = NotSent.reason(e);
      return Finding.warning(
          FORWARD_AUTH,
          reason instanceof ConnectException
              ? "nothing answers at " + address
              : address + ": " + FailureWords.of(reason));
    }
  }

  private static boolean isPublic(ApplicationProperties properties) {
    return firstRules(properties).stream().anyMatch(it -> it.access() == Rule.Access.PUBLIC);
  }

  /** Whether nobody may open the first page. */
  private static boolean isRefused(ApplicationProperties properties) {
    List<Rule> rules = firstRules(properties);
    return rules.isEmpty() || rules.stream().anyMatch(it -> it.access() == Rule.Access.REFUSED);
  }

  private static List<Rule> firstRules(ApplicationProperties properties) {
    return new Applications(Map.of("it", properties))
        .at(properties.addresses().getFirst().toString().replaceFirst("/$", ""))
        .map(it -> List.copyOf(it.rules("GET", "/")))
        .orElseGet(List::of);
  }

  /** A proxy that passes everything on asks in the name of any client. */
  private static void portalsOwnProxy(
      URI portal, URI application, OutgoingHttp browser, List<Finding> findings) {
    try {
      Map<String, String> headers =
          Map.of(
              "X-Forwarded-Host", application.getAuthority(),
              "X-Forwarded-Uri", "/",
              "X-Forwarded-Method", "GET");
      int status = browser.get(portal.resolve("/auth/forward"), headers).status();
      if (status < 400 || status == 401) {
        findings.add(
            Finding.warning(
                FORWARD_AUTH,
                portal
                    + ": the portal's proxy passes /auth/forward on, which is for the proxies of"
                    + " applications; close it and /.sallyport/ as in ops/nginx/sallyport.conf"));
      }
    } catch (IOException e) {
      // What is wrong with the public address is said by its own examination.
      return;
    }
  }

  private static HttpAnswer open(OutgoingHttp browser, URI page) throws IOException {
    return browser.get(page, Map.of("Accept", "text/html"));
  }

  private static Finding error(String text) {
    return Finding.error(FORWARD_AUTH, text);
  }
}
