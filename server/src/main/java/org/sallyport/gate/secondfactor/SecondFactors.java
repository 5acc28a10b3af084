package org.sallyport.gate.secondfactor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.secondfactor.SecondFactor.Offer;
import org.sallyport.gate.secondfactor.enrollment.EnrollableFactor;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.policy.Policy;
import org.sallyport.platform.policy.start.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The factors that this installation allows, and the accounts that need one. */
@Component
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
    if (this.factors.stream().noneMatch(SecondFactor::primary)) {
      throw everyMethodForbidden(policy);
    }
    warnWhereNotRequired(properties);
  }

  private static StartRefused everyMethodForbidden(Policy policy) {
    return new StartRefused(
        String.format(
            Locale.ROOT,
            "sallyport.second-factor: every method is forbidden by these settings and the policy"
                + " %s",
            policy.name()));
  }

  private static void warnWhereNotRequired(SecondFactorProperties properties) {
    Arrays.stream(Role.values())
        .filter(role -> properties.of(role) != SecondFactorRequirement.REQUIRED)
        .forEach(
            role -> LOG.warn("The second factor of the role {} is {}.", role, properties.of(role)));
  }

  /** Whether the account's role requires a second factor (rule 24). */
  public SecondFactorRequirement need(Account account) {
    return properties.of(account.role());
  }

  /** Whether the account's password alone completes a sign-in (rule 24). */
  public boolean waived(Account account) {
    return switch (need(account)) {
      case REQUIRED -> false;
      case OPTIONAL -> NONE.equals(account.method());
      case OFF -> true;
    };
  }

  /** Whether this installation can send codes. */
  public boolean canSendCodes() {
    return factors.stream()
        .anyMatch(factor -> factor.primary() && !(factor instanceof EnrollableFactor));
  }

  public Optional<SecondFactor> byMethod(String method) {
    return factors.stream().filter(factor -> factor.method().equals(method)).findFirst();
  }

  /** The factors that an account can be challenged with, strongest first. */
  public List<SecondFactor> linked(Account account) {
    List<SecondFactor> linked = new ArrayList<>(factors);
    linked.removeIf(factor -> !factor.linked(account));
    if (linked.stream().anyMatch(SecondFactor::primary)) {
      linked.removeIf(SecondFactor::bootstrapOnly);
    }
    return linked;
  }

  /**
   * The factors offered at a sign-in, strongest first (rule 30). Where a downgrade is not allowed,
   * none is weaker than the account's method. For an account with a device and without a usable
   * method, they are its {@link #choices}, without one that waits for its risk to be confirmed.
   */
  public List<SecondFactor> ways(Account account) {
    Optional<SecondFactor> primary = primaryFor(account);
    if (primary.isEmpty() && hasDevice(account)) {
      return besideDevice(account).stream().filter(it -> !it.awaitsConsent(account)).toList();
    }
    int weakest =
        properties.downgrade() ? 0 : primary.map(SecondFactor::strength).orElse(Integer.MAX_VALUE);
    return linked(account).stream()
        .filter(factor -> factor.strength() >= weakest)
        .filter(factor -> !isOff(factor, account))
        .filter(factor -> !factor.awaitsConsent(account))
        .toList();
  }

  /**
   * Those of the {@link #ways} that prove that the person has something, which an issuer that asks
   * for the second factor alone is told (rule 72). A code to a mailbox does not.
   */
  public List<SecondFactor> possessions(Account account) {
    return ways(account).stream().filter(SecondFactors::provesPossession).toList();
  }

  public static boolean provesPossession(SecondFactor factor) {
    return factor.assurance().compareTo(SecondFactor.Assurance.SECOND_FACTOR) >= 0;
  }

  /** The factors that an attempt may be answered with, strongest first. */
  public List<SecondFactor> ways(Account account, SignIn attempt) {
    return attempt.isFactorAlone() ? possessions(account) : ways(account);
  }

  /** The factor that an attempt begins with: the account's method, if it may be used. */
  public Optional<SecondFactor> firstFor(Account account, SignIn attempt) {
    Optional<SecondFactor> primary = primaryFor(account);
    if (!attempt.isFactorAlone()) {
      return primary;
    }
    List<SecondFactor> possible = possessions(account);
    return primary.filter(possible::contains).or(() -> possible.stream().findFirst());
  }

  /**
   * Whether the owner turned this factor off as another way to sign in. That applies only while the
   * account's method is a linked device; the method itself is never off.
   */
  private boolean isOff(SecondFactor factor, Account account) {
    return account.disabledMethods().contains(factor.method())
        && primaryFor(account).filter(EnrollableFactor.class::isInstance).isPresent()
        && !factor.method().equals(account.method());
  }

  /** The other ways to sign in that the owner can turn off: codes that are sent. */
  public List<SecondFactor> optionalWays(Account account) {
    return primaryFor(account).filter(EnrollableFactor.class::isInstance).isEmpty()
        ? List.of()
        : primaries(account).stream()
            .filter(factor -> !(factor instanceof EnrollableFactor))
            .toList();
  }

  /** The factors that require enrollment, strongest first. */
  public List<EnrollableFactor> linkable() {
    return factors.stream()
        .filter(EnrollableFactor.class::isInstance)
        .map(EnrollableFactor.class::cast)
        .toList();
  }

  /** The enrollable factor with this method. */
  public Optional<EnrollableFactor> linkable(String method) {
    return linkable().stream().filter(factor -> factor.method().equals(method)).findFirst();
  }

  /** The factor that replaces both password and second factor; empty if none is allowed. */
  public Optional<PasswordlessFactor> passwordless() {
    return factors.stream()
        .filter(PasswordlessFactor.class::isInstance)
        .map(PasswordlessFactor.class::cast)
        .findFirst();
  }

  /** The options of the first sign-in's dialog: the recommended one, then the strongest first. */
  public List<Offer> offers(Account account) {
    Optional<SecondFactor> proof = strongest(account);
    List<Offer> offers = new ArrayList<>();
    factors.stream()
        .filter(SecondFactor::primary)
        .sorted(Comparator.comparing(SecondFactor::recommended).reversed())
        .forEach(factor -> offers.add(atFirstSignIn(factor, account, proof)));
    if (need(account) == SecondFactorRequirement.OPTIONAL) {
      offers.add(noSecondFactor());
    }
    return offers;
  }

  private static Offer atFirstSignIn(
      SecondFactor factor, Account account, Optional<SecondFactor> proof) {
    Offer offer = factor.offer(account);
    String note = withRisk(factor, note(offer, factor, account, proof));
    boolean enabled = startable(factor, account, proof);
    return new Offer(offer.value(), offer.name(), note, enabled, false);
  }

  private static String withRisk(SecondFactor factor, String note) {
    return factor.risk().map(it -> Messages.text("factor.offer.with-risk", note, it)).orElse(note);
  }

  private static Offer noSecondFactor() {
    return new Offer(
        NONE, Messages.text("factor.none.name"), Messages.text("factor.none.note"), true, false);
  }

  /**
   * The options of an account without a usable method, at a sign-in (rule 25): the methods, and for
   * this one sign-in a recovery code. Once a device is linked, they are the factors that are linked
   * and not weaker than it, without those that the owner turned off: someone who has only the
   * password and the mailbox must not replace a method that is no longer allowed.
   */
  public List<Offer> choices(Account account) {
    Predicate<String> replacing = replacing(account);
    Stream<Offer> methods =
        hasDevice(account)
            ? besideDevice(account).stream()
                .filter(SecondFactor::primary)
                .map(factor -> offerWithRisk(factor, account))
            : offers(account).stream().filter(offer -> replacing.test(offer.value()));
    return Stream.concat(methods, once(account).map(factor -> onceOnly(factor.offer(account))))
        .toList();
  }

  /** Whether this factor is one of the {@link #choices}. */
  public boolean selectable(SecondFactor factor, Account account) {
    if (!factor.primary()) {
      return once(account).anyMatch(factor::equals);
    }
    return hasDevice(account)
        ? besideDevice(account).contains(factor)
        : startable(factor, account) && replacing(account).test(factor.method());
  }

  private static Offer offerWithRisk(SecondFactor factor, Account account) {
    Offer offer = factor.offer(account);
    return offer.withNote(withRisk(factor, offer.note()));
  }

  /**
   * The account's method, if it only waits for its owner to confirm its risk: then a password alone
   * must not replace it by a weaker one, or by none.
   */
  public Optional<SecondFactor> awaitingConsent(Account account) {
    String method = account.method();
    return factors.stream()
        .filter(factor -> factor.method().equals(method) && factor.primary())
        .filter(factor -> factor.startable(account) && factor.awaitsConsent(account))
        .findFirst();
  }

  /** Which methods may become the account's now, by their names. */
  private Predicate<String> replacing(Account account) {
    return awaitingConsent(account)
        .<Predicate<String>>map(own -> method -> mayReplace(own, method))
        .orElse(method -> true);
  }

  private boolean mayReplace(SecondFactor own, String method) {
    return byMethod(method).filter(it -> it.strength() >= own.strength()).isPresent();
  }

  /**
   * The factors that complete this one sign-in and become no method: unused recovery codes. A code
   * that only lets a first device be linked is none of them (rule 27).
   */
  private Stream<SecondFactor> once(Account account) {
    List<SecondFactor> offered = hasDevice(account) ? besideDevice(account) : linked(account);
    return offered.stream().filter(factor -> !factor.primary() && !factor.bootstrapOnly());
  }

  private static Offer onceOnly(Offer offer) {
    return offer.withNote(Messages.text("factor.offer.once", offer.note()));
  }

  /** Whether the account has a linked device that can be asked for. */
  public boolean hasDevice(Account account) {
    return linked(account).stream().anyMatch(EnrollableFactor.class::isInstance);
  }

  /**
   * The linked factors that are not weaker than the weakest linked device, or than a method that
   * waits for its risk to be confirmed, strongest first.
   */
  private List<SecondFactor> besideDevice(Account account) {
    List<SecondFactor> linked = linked(account);
    int device = strengthOfWeakestDevice(linked);
    int weakest =
        Math.min(device, awaitingConsent(account).map(SecondFactor::strength).orElse(device));
    return linked.stream()
        .filter(factor -> factor.strength() >= weakest)
        .filter(factor -> isOn(factor, account))
        .toList();
  }

  /** What the owner turned off as another way, and made the method later, is on. */
  private static boolean isOn(SecondFactor factor, Account account) {
    return factor.method().equals(account.method())
        || !account.disabledMethods().contains(factor.method());
  }

  private static int strengthOfWeakestDevice(List<SecondFactor> linked) {
    return linked.stream()
        .filter(EnrollableFactor.class::isInstance)
        .mapToInt(SecondFactor::strength)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** The note, with the factor that must be verified before this one is enrolled (rule 27). */
  private static String note(
      Offer offer, SecondFactor factor, Account account, Optional<SecondFactor> proof) {
    if (proof.isEmpty() || !(factor instanceof EnrollableFactor) || factor.linked(account)) {
      return offer.note();
    }
    return proof.get().primary()
        ? Messages.text("factor.offer.link-after-code", offer.note())
        : Messages.text("factor.offer.link-after", offer.note(), proof.get().nameInSentence());
  }

  /**
   * Whether a first sign-in is possible with this factor: enrolling one requires another factor as
   * proof of identity (rule 27).
   */
  public boolean startable(SecondFactor factor, Account account) {
    return startable(factor, account, strongest(account));
  }

  private static boolean startable(
      SecondFactor factor, Account account, Optional<SecondFactor> proof) {
    return factor.startable(account) || (factor instanceof EnrollableFactor && proof.isPresent());
  }

  /**
   * The factors to challenge with when this one was chosen: itself or, while nothing is enrolled
   * for it, those that prove identity before it is (rule 27), strongest first: none that is weaker
   * than a method that waits for its risk to be confirmed.
   */
  public List<SecondFactor> toChallenge(SecondFactor chosen, Account account) {
    if (chosen.startable(account)) {
      return List.of(chosen);
    }
    Predicate<String> replacing = replacing(account);
    List<SecondFactor> primaries =
        primaries(account).stream().filter(it -> replacing.test(it.method())).toList();
    return primaries.isEmpty() ? strongest(account).stream().toList() : primaries;
  }

  /**
   * The factor that a sign-in of the account begins with; empty if one must be chosen first (rules
   * 25, 26), or if its risk is not confirmed.
   */
  public Optional<SecondFactor> primaryFor(Account account) {
    String method = account.method();
    return method == null
        ? Optional.empty()
        : byMethod(method)
            .filter(factor -> factor.primary() && factor.startable(account))
            .filter(factor -> !factor.awaitsConsent(account));
  }

  /**
   * The factor that proves identity for an account change: the strongest method of the account, or
   * a code on paper if it has none (rules 27, 28).
   */
  public Optional<SecondFactor> strongest(Account account) {
    List<SecondFactor> linked = linked(account);
    return linked.stream()
        .filter(SecondFactor::primary)
        .findFirst()
        .or(() -> linked.stream().findFirst());
  }

  /**
   * The factor an account change requires: the account's own method if no linked factor is
   * stronger, else the strongest (rule 28).
   *
   * @param lost methods reported as lost; only factors accepted at a sign-in replace them
   */
  public Optional<SecondFactor> forChange(Account account, Set<String> lost) {
    List<SecondFactor> left =
        (lost.isEmpty() ? linked(account) : ways(account))
            .stream().filter(factor -> !lost.contains(factor.method())).toList();
    Optional<SecondFactor> strongest =
        left.stream().filter(SecondFactor::primary).findFirst().or(() -> left.stream().findFirst());
    return primaryFor(account)
        .filter(left::contains)
        .filter(own -> strongest.filter(it -> it.strength() > own.strength()).isEmpty())
        .or(() -> strongest);
  }

  /** The linked factors that can be the account's method, strongest first. */
  public List<SecondFactor> primaries(Account account) {
    return linked(account).stream().filter(SecondFactor::primary).toList();
  }

  /**
   * An alternative to the strongest factor for an account change: another one at least as strong
   * (rule 28).
   */
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
