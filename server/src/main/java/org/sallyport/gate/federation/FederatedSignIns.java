package org.sallyport.gate.federation;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.FederationRequests.Begun;
import org.sallyport.gate.federation.FederationRequests.Spent;
import org.sallyport.gate.federation.protocol.Issuer;
import org.sallyport.gate.federation.protocol.IssuerUnreachable;
import org.sallyport.gate.federation.protocol.ProvedPerson;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.NetworkLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A sign-in at an issuer, from the button to the person whom the answer proves. No database
 * connection is held while an issuer is asked.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FederatedSignIns {
  /** Below it, the name of an issuer in the settings. */
  public static final String PATH = "/login/with";

  private static final Logger LOG = LoggerFactory.getLogger(FederatedSignIns.class);

  private final FederationRequests requests;
  private final FederationMetrics metrics;
  private final FederationHealth health;
  private final Installation installation;
  private final NetworkLimits limits;
  private final FederationProperties properties;

  /**
   * Where an issuer sends the person back: one address for each, so that answers cannot be mixed
   * up.
   */
  public URI redirectAddress(Issuer issuer) {
    return installation.address(PATH + "/" + issuer.name() + "/callback");
  }

  /** What the beginning of a sign-in comes to. */
  public sealed interface Beginning {

    /** The address at which the person signs in. */
    record At(String address) implements Beginning {
      @Override
      public String toString() {
        return "At[]";
      }
    }

    /** The issuer does not answer. */
    record Away() implements Beginning {}

    /** Too many of the network began one. */
    record TooMany() implements Beginning {}
  }

  /**
   * Begins.
   *
   * @param browser the value of the browser's cookie
   * @param session the session that is to be linked; null for a sign-in
   */
  public Beginning begin(Issuer issuer, String browser, @Nullable SignInId session, Origin origin) {
    if (limits.take(
            LimitName.FEDERATION_REQUESTS,
            LimitName.FEDERATION_REQUESTS_SITE,
            properties.requestsPerHour(),
            origin.block())
        instanceof Decision.UsedUp) {
      return new Beginning.TooMany();
    }
    try {
      issuer.ready();
      Begun begun = requests.add(issuer.name(), browser, session);
      String address =
          issuer.address(request(issuer, begun.state(), begun.nonce(), begun.verifier()));
      health.answered();
      return new Beginning.At(address);
    } catch (IssuerUnreachable e) {
      away(issuer, e);
      return new Beginning.Away();
    }
  }

  /** Where a person signs out at an issuer and comes back from; empty if it offers no such page. */
  public Optional<String> signOutAddress(Issuer issuer) {
    return issuer.signOutAddress(installation.address("/login?out"));
  }

  private Issuer.Request request(Issuer issuer, String state, String nonce, String verifier) {
    return new Issuer.Request(redirectAddress(issuer), state, nonce, verifier);
  }

  /**
   * The parameters of an answer.
   *
   * @param error null if the issuer has signed somebody in
   * @param issuer the issuer that it names (RFC 9207)
   */
  public record Parameters(
      @Nullable String state,
      @Nullable String code,
      @Nullable String error,
      @Nullable String issuer) {
    @Override
    public String toString() {
      return "Parameters[]";
    }
  }

  /** What an answer comes to. */
  public sealed interface Arrival {

    /** The issuer has signed a person in. */
    record Proved(ProvedPerson person) implements Arrival {}

    /** The same for a session, whose owner wants to link the account with the person. */
    record ProvedFor(SignInId session) implements Arrival {}

    /** The same answer came before. */
    record Repeated() implements Arrival {}

    /** The sign-in took too long. */
    record Late() implements Arrival {}

    /** The sign-in began in another browser. */
    record OtherBrowser() implements Arrival {}

    /** No sign-in is known to which this is an answer. */
    record Unknown() implements Arrival {}

    /** The person or the issuer broke the sign-in off. */
    record BrokenOff() implements Arrival {}

    /**
     * The answer does not prove what it should.
     *
     * @param check which check failed, in a word
     */
    record NotProved(String check) implements Arrival {}

    /** The issuer does not answer. */
    record Away() implements Arrival {}
  }

  /**
   * Takes an answer, once.
   *
   * @param browser the value of the browser's cookie; empty if it has none
   */
  public Arrival take(Issuer issuer, Parameters parameters, String browser) {
    Arrival arrival = judge(issuer, parameters, browser);
    metrics.count(word(arrival));
    return arrival;
  }

  private Arrival judge(Issuer issuer, Parameters parameters, String browser) {
    if (parameters.state() == null) {
      return new Arrival.Unknown();
    }
    return switch (requests.spend(issuer.name(), parameters.state(), browser)) {
      case Spent.Before _ -> new Arrival.Repeated();
      case Spent.Late _ -> new Arrival.Late();
      case Spent.OtherBrowser _ -> new Arrival.OtherBrowser();
      case Spent.Unknown _ -> new Arrival.Unknown();
      case Spent.Now now -> judge(issuer, parameters, now);
    };
  }

  private Arrival judge(Issuer issuer, Parameters parameters, Spent.Now now) {
    try {
      if (!issuer.isAnswerOf(parameters.issuer())) {
        return notProved(issuer, "iss of the answer");
      }
    } catch (IssuerUnreachable e) {
      return away(issuer, e);
    }
    String code = parameters.code();
    if (parameters.error() != null || code == null || code.isEmpty()) {
      return new Arrival.BrokenOff();
    }
    return switch (issuer.redeem(code, request(issuer, "", now.nonce(), now.verifier()))) {
      case Issuer.Answer.Proved(ProvedPerson person) -> {
        health.answered();
        yield now.session() == null
            ? new Arrival.Proved(person)
            : proved(now.id(), now.session(), person);
      }
      case Issuer.Answer.NotProved(String check) -> notProved(issuer, check);
      case Issuer.Answer.Away(IssuerUnreachable why) -> away(issuer, why);
    };
  }

  private Arrival proved(UUID request, SignInId session, ProvedPerson person) {
    String called = person.username() == null ? person.name() : person.username();
    requests.prove(request, person.subject(), called);
    return new Arrival.ProvedFor(session);
  }

  private static Arrival notProved(Issuer issuer, String check) {
    LOG.warn("the issuer {} proved nobody: {}", issuer.name(), check);
    return new Arrival.NotProved(check);
  }

  private Arrival away(Issuer issuer, IssuerUnreachable why) {
    LOG.warn("the issuer {} does not answer: {}", issuer.name(), why.getMessage());
    health.failed();
    return new Arrival.Away();
  }

  private static String word(Arrival arrival) {
    return switch (arrival) {
      case Arrival.Proved _, Arrival.ProvedFor _ -> "proved";
      case Arrival.Repeated _ -> "repeated";
      case Arrival.Late _ -> "late";
      case Arrival.OtherBrowser _ -> "other-browser";
      case Arrival.Unknown _ -> "unknown";
      case Arrival.BrokenOff _ -> "broken-off";
      case Arrival.NotProved _ -> "not-proved";
      case Arrival.Away _ -> "away";
    };
  }
}
