package org.sallyport.gate.delivery.sms;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.routes.Route;
import org.sallyport.gate.delivery.routes.RouteReceipts;
import org.sallyport.gate.delivery.routes.RouteTerms;
import org.sallyport.gate.delivery.sms.SmsRouteProperties.Kind;
import org.sallyport.gate.delivery.sms.http.GatewaySettings;
import org.sallyport.gate.delivery.sms.http.HttpAnswers;
import org.sallyport.gate.delivery.sms.receipts.ReceiptAddresses;
import org.sallyport.gate.delivery.sms.smpp.SmppProperties;
import org.sallyport.gate.delivery.sms.smpp.SmppSender;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The routes of the settings, of SMS and of calls. {@link RouteOpening} opens the connections that
 * are kept.
 */
@Component
class SmsRoutes implements DisposableBean {
  private final List<Closeable> opened = new ArrayList<>();
  private final List<SmppSender> kept = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final RouteReceipts receipts;
  private final ReceiptAddresses addresses;
  private final Clock clock;

  SmsRoutes(
      SmsProperties gateway,
      SmsRoutesProperties named,
      RouteReceipts receipts,
      ReceiptAddresses addresses,
      Clock clock) {
    this.receipts = receipts;
    this.addresses = addresses;
    this.clock = clock;
    Map<String, SmsRouteProperties> all = new TreeMap<>(named.routes());
    if (named.spendADay() != null && gateway.url() != null && gateway.price() == null) {
      throw new IllegalArgumentException(
          "sallyport.sms.spend-a-day needs sallyport.sms.http.price");
    }
    long ofSms = ofKind(all, Kind.SMS) + gateway.gateway().stream().count();
    long ofCalls = ofKind(all, Kind.VOICE);
    RouteTerms alone = new RouteTerms(SmsRoutesProperties.DEFAULT, 1, gateway.price());
    gateway
        .gateway()
        .ifPresent(it -> add(Channel.SMS, alone, new SmsDestinations(List.of()), it, ofSms == 1));
    all.forEach(
        (name, route) -> add(name, route, (route.kind() == Kind.SMS ? ofSms : ofCalls) == 1));
  }

  private static long ofKind(Map<String, SmsRouteProperties> routes, Kind kind) {
    return routes.values().stream().filter(route -> route.kind() == kind).count();
  }

  /** The routes of SMS, or of calls; empty if there are none. */
  List<Route> of(Channel channel) {
    return routes.stream().filter(route -> route.channel() == channel).toList();
  }

  private void add(String name, SmsRouteProperties route, boolean isAlone) {
    Channel channel = route.kind().channel();
    SmsDestinations destinations = new SmsDestinations(route.countries());
    HttpRouteProperties http = route.http();
    SmppProperties smpp = route.smpp();
    if (http != null) {
      add(channel, route.terms(name), destinations, http.gateway(clock), isAlone);
    } else if (smpp != null) {
      SmppSender sender = new SmppSender(name, smpp, receipts);
      opened.add(sender);
      kept.add(sender);
      routes.add(new SmsRoute(channel, route.terms(name), destinations, sender::send));
    }
  }

  /** With other routes at hand, a connection that failed is not tried again. */
  private void add(
      Channel channel,
      RouteTerms terms,
      SmsDestinations destinations,
      GatewaySettings settings,
      boolean isAlone) {
    String name = terms.name();
    HttpAnswers sender = new HttpAnswers(name, settings, isAlone, id -> addresses.of(name, id));
    opened.add(sender);
    routes.add(new SmsRoute(channel, terms, destinations, sender::send));
  }

  void open() {
    kept.forEach(SmppSender::start);
  }

  @Override
  public void destroy() {
    opened.forEach(SmsRoutes::close);
  }

  private static void close(Closeable sender) {
    try {
      sender.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
