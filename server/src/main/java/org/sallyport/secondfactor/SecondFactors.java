package org.sallyport.secondfactor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.account.Account;
import org.sallyport.account.Role;
import org.sallyport.policy.Policy;
import org.sallyport.policy.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The factors that this installation allows, and of whom one is asked. */
@Component
@EnableConfigurationProperties(SecondFactorProperties.class)
public class SecondFactors {
  /** The method of an account whose owner chose to have no second factor, where that is allowed. */
  public static final String NONE = "none";

  private static final Logger LOG = LoggerFactory.getLogger(SecondFactors.class);

  private final List<SecondFactor> factors;
  private final SecondFactorProperties properties;

  SecondFactors(List<SecondFactor> factors, SecondFactorProperties properties, Policy policy) {
    this.properties = properties;
    this.factors =
        factors.stream()
            .filter(SecondFactor::allowed)
            .sorted(Comparator.comparingInt(SecondFactor::strength).reversed())
            .toList();
    if (this.factors.stream().noneMatch(SecondFactor::everyday)) {
      throw new StartRefused(
          String.format(
              Locale.ROOT,
              "sallyport.second-factor: every method is forbidden by these settings and the policy %s",
              policy.name()));
    }
    Arrays.stream(Role.values())
        .filter(role -> properties.of(role) != SecondFactorRequirement.REQUIRED)
        .forEach(
            role -> LOG.warn("The second factor of the role {} is {}.", role, properties.of(role)));
  }

  /** Whether a second factor is asked of people like this one (rule 24). */
  public SecondFactorRequirement need(Account account) {
    return properties.of(account.role());
  }

  /** Whether the account's password alone opens both doors (rule 24). */
  public boolean waived(Account account) {
    return switch (need(account)) {
      case REQUIRED -> false;
      case OPTIONAL -> NONE.equals(account.method());
      case OFF -> true;
    };
  }

  /** Whether this installation can send codes at all. */
  public boolean canSendCodes() {
    return factors.stream()
        .anyMatch(factor -> factor.everyday() && !(factor instanceof EnrollableFactor));
  }

  public Optional<SecondFactor> byMethod(String method) {
    return factors.stream().filter(factor -> factor.method().equals(method)).findFirst();
  }

  /** The factors that an account can be asked for, the strongest first. */
  public List<SecondFactor> linked(Account account) {
    List<SecondFactor> linked = new ArrayList<>(factors);
    linked.removeIf(factor -> !factor.linked(account));
    if (linked.stream().anyMatch(SecondFactor::everyday)) {
      linked.removeIf(SecondFactor::lastResort);
    }
    return linked;
  }

  /**
   * The ways in which the second door can be opened at a sign-in, the strongest first (rule 30).
   * Where a downgrade is not allowed, none is weaker than the account's method.
   */
  public List<SecondFactor> ways(Account account) {
    int weakest =
        properties.downgrade()
            ? 0
            : usual(account).map(SecondFactor::strength).orElse(Integer.MAX_VALUE);
    return linked(account).stream()
        .filter(factor -> factor.strength() >= weakest)
        .filter(factor -> !isOff(factor, account))
        .toList();
  }

  /**
   * Whether its owner turned it off as another way. That counts as long as the method is something
   * linked; the method itself is never off.
   */
  private boolean isOff(SecondFactor factor, Account account) {
    return account.waysOff().contains(factor.method())
        && usual(account).filter(EnrollableFactor.class::isInstance).isPresent()
        && !factor.method().equals(account.method());
  }

  /** The other ways to sign in that the owner of an account can turn off: codes that are sent. */
  public List<SecondFactor> optionalWays(Account account) {
    return usual(account).filter(EnrollableFactor.class::isInstance).isEmpty()
        ? List.of()
        : everyday(account).stream().filter(factor -> !(factor instanceof EnrollableFactor)).toList();
  }

  /** The factors that something can be linked for, the strongest first. */
  public List<EnrollableFactor> linkable() {
    return factors.stream()
        .filter(EnrollableFactor.class::isInstance)
        .map(EnrollableFactor.class::cast)
        .toList();
  }

  /** One of those. */
  public Optional<EnrollableFactor> linkable(String method) {
    return linkable().stream().filter(factor -> factor.method().equals(method)).findFirst();
  }

  /** The one that opens both doors by itself; empty if none is allowed. */
  public Optional<PasswordlessFactor> whole() {
    return factors.stream()
        .filter(PasswordlessFactor.class::isInstance)
        .map(PasswordlessFactor.class::cast)
        .findFirst();
  }

  /**
   * What the dialog of the first sign-in offers: what is recommended, then the most secure first.
   */
  public List<Offer> offers(Account account) {
    Optional<SecondFactor> proof = strongest(account);
    List<Offer> offers = new ArrayList<>();
    factors.stream()
        .filter(SecondFactor::everyday)
        .sorted(Comparator.comparing(SecondFactor::recommended).reversed())
        .forEach(
            factor -> {
              Offer offer = factor.offer(account);
              String note = offer.note() + linkedAfter(factor, account, proof);
              boolean enabled = startable(factor, account, proof);
              offers.add(new Offer(offer.value(), offer.name(), note, enabled, false));
            });
    if (need(account) == SecondFactorRequirement.OPTIONAL) {
      offers.add(
          new Offer(
              NONE,
              "No second factor",
              "Your password alone. Whoever learns it sees what you see.",
              true,
              false));
    }
    return offers;
  }

  /** What has to be given before it is linked, in a sentence (rule 27). */
  private static String linkedAfter(
      SecondFactor factor, Account account, Optional<SecondFactor> proof) {
    if (!(factor instanceof EnrollableFactor) || factor.linked(account)) {
      return "";
    }
    return proof
        .map(
            it ->
                it.everyday()
                    ? " You link it after one code by SMS or e-mail."
                    : " You link it after your " + it.name().toLowerCase(Locale.ROOT) + ".")
        .orElse("");
  }

  /**
   * Whether a first sign-in can be made with it: something to be linked needs another factor that
   * proves who links it (rule 27).
   */
  public boolean startable(SecondFactor factor, Account account) {
    return startable(factor, account, strongest(account));
  }

  private static boolean startable(
      SecondFactor factor, Account account, Optional<SecondFactor> proof) {
    return factor.startable(account) || (factor instanceof EnrollableFactor && proof.isPresent());
  }

  /**
   * The factor that is asked for where that one was chosen: itself, or while nothing is linked for
   * it the strongest that is.
   */
  public Optional<SecondFactor> asked(SecondFactor chosen, Account account) {
    return chosen.startable(account) ? Optional.of(chosen) : strongest(account);
  }

  /**
   * The factor that a sign-in of the account begins with; empty if it has to choose one first
   * (rules 25, 26).
   */
  public Optional<SecondFactor> usual(Account account) {
    String method = account.method();
    return method == null
        ? Optional.empty()
        : byMethod(method).filter(factor -> factor.everyday() && factor.startable(account));
  }

  /**
   * What a change of the account asks for: the strongest method that it has, or what is left to who
   * has none, a code on paper (rules 27, 28).
   */
  public Optional<SecondFactor> strongest(Account account) {
    List<SecondFactor> linked = linked(account);
    return linked.stream()
        .filter(SecondFactor::everyday)
        .findFirst()
        .or(() -> linked.stream().findFirst());
  }

  /**
   * What a change asks for: the account's own method where nothing it has is stronger, else the
   * strongest (rule 28).
   *
   * @param lost methods that are said to be lost; then only what a sign-in takes comes in their
   *     place
   */
  public Optional<SecondFactor> forChange(Account account, Set<String> lost) {
    List<SecondFactor> left =
        (lost.isEmpty() ? linked(account) : ways(account))
            .stream().filter(factor -> !lost.contains(factor.method())).toList();
    Optional<SecondFactor> strongest =
        left.stream()
            .filter(SecondFactor::everyday)
            .findFirst()
            .or(() -> left.stream().findFirst());
    return usual(account)
        .filter(left::contains)
        .filter(own -> strongest.filter(it -> it.strength() > own.strength()).isEmpty())
        .or(() -> strongest);
  }

  /** The linked factors of which one can be the method, the strongest first. */
  public List<SecondFactor> everyday(Account account) {
    return linked(account).stream().filter(SecondFactor::everyday).toList();
  }

  /** What else a change takes in place of the strongest: what is at least as strong (rule 28). */
  public Optional<SecondFactor> inPlaceOfStrongest(Account account) {
    return strongest(account)
        .flatMap(
            strongest ->
                linked(account).stream()
                    .filter(factor -> factor.strength() >= strongest.strength())
                    .filter(factor -> !factor.method().equals(strongest.method()))
                    .findFirst());
  }
}
