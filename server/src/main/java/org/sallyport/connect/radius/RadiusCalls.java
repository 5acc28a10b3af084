package org.sallyport.connect.radius;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.StrictJson;
import org.sallyport.platform.access.keys.ForKey;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The requests of a RADIUS server, as FreeRADIUS's rlm_rest sends them. The status says what it
 * answers: 200 to let in or to ask, 401 to refuse.
 */
@RestController
class RadiusCalls {
  /** Longer than any gateway's name is of no use to who reads it. */
  private static final int MAX_GATEWAY = 40;

  private final Map<String, Network> networks;
  private final RadiusSignIn signIn;
  private final StrictJson json;
  private final RadiusMetrics metrics;

  RadiusCalls(
      RadiusProperties properties, RadiusSignIn signIn, StrictJson json, RadiusMetrics metrics) {
    Map<String, Network> all = new LinkedHashMap<>();
    properties.radius().forEach((name, it) -> all.put(name, Network.of(name, it)));
    this.networks = Map.copyOf(all);
    this.signIn = signIn;
    this.json = json;
    this.metrics = metrics;
  }

  @PostMapping(path = RadiusPaths.ROOT + "/{network}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ForKey(KeyScope.RADIUS)
  ResponseEntity<Map<String, Object>> ask(
      @PathVariable("network") String name, @RequestBody String body) {
    Network network = networks.get(name);
    if (network == null) {
      return ResponseEntity.notFound().build();
    }
    Optional<RadiusRequest> request = RadiusRequest.read(body, json);
    if (request.isEmpty()) {
      return ResponseEntity.badRequest().build();
    }
    RadiusAnswer answer = answer(network, request.get());
    metrics.count(answer);
    return response(answer);
  }

  private RadiusAnswer answer(Network network, RadiusRequest request) {
    Origin origin = origin(network, request);
    return request.state().isEmpty()
        ? signIn.begin(network, request.username(), request.password(), origin)
        : signIn.answer(network, request.username(), request.state(), request.password(), origin);
  }

  /**
   * Where the request comes from, in the words of the gateway: the client's address if it is told,
   * else the gateway's own, which then all its clients have in common.
   */
  private static Origin origin(Network network, RadiusRequest request) {
    String gateway = request.gateway().replaceAll("[^A-Za-z0-9._:-]", "");
    String words =
        gateway.isEmpty()
            ? network.title()
            : Messages.text(
                "radius.origin",
                network.title(),
                gateway.substring(0, Math.min(gateway.length(), MAX_GATEWAY)));
    return new Origin(
        address(request.station()).or(() -> address(gateway)).orElse("0.0.0.0"), words);
  }

  private static Optional<String> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text.strip()).getHostAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ResponseEntity<Map<String, Object>> response(RadiusAnswer answer) {
    return switch (answer) {
      case RadiusAnswer.Accepted accepted ->
          accepted.groups().isEmpty()
              ? ResponseEntity.noContent().build()
              : ResponseEntity.ok(
                  Map.of("reply:Filter-Id", Map.of("op", "+=", "value", accepted.groups())));
      case RadiusAnswer.Challenged challenged ->
          ResponseEntity.ok(
              Map.of(
                  "control:Response-Packet-Type",
                  "Access-Challenge",
                  "reply:Reply-Message",
                  challenged.words(),
                  "reply:State",
                  octets(challenged.state())));
      case RadiusAnswer.Rejected rejected ->
          ResponseEntity.status(HttpStatus.UNAUTHORIZED)
              .body(Map.of("reply:Reply-Message", rejected.words()));
    };
  }

  /** As rlm_rest reads octets. */
  private static String octets(String state) {
    return "0x" + RadiusRequest.octets(state);
  }
}
