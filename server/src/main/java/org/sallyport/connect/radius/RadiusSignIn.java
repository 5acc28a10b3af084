package org.sallyport.connect.radius;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Addressee;
import org.sallyport.gate.account.groups.NamedGroups;
import org.sallyport.gate.directory.Directories;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.ResponseMode;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.secondfactor.view.PromptTimes;
import org.sallyport.gate.session.ActiveSession;
import org.sallyport.gate.session.IssuedToken;
import org.sallyport.gate.session.SessionLookup;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.gate.session.answer.AnswerTokens;
import org.sallyport.gate.signin.MethodChoice;
import org.sallyport.gate.signin.SecondFactorStep;
import org.sallyport.gate.signin.password.ArrivingBrowser;
import org.sallyport.gate.signin.password.Credentials;
import org.sallyport.gate.signin.password.DirectoryWords;
import org.sallyport.gate.signin.password.PasswordResult;
import org.sallyport.gate.signin.password.PasswordStep;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * A sign-in over RADIUS: the password first, then answers to challenges, each in a request of its
 * own. It has the steps of a sign-in in a browser, with their counters and locks, and ends the
 * moment in which it is complete: it opens no session.
 *
 * <p>A second factor is always asked for, also where the portal waives it: a remembered browser and
 * a network prove different things.
 */
@Component
@RequiredArgsConstructor
class RadiusSignIn {
  /** What is typed for another code by the same way. */
  private static final String AGAIN = "new";

  /** The same in the language of the account. */
  private static final String AGAIN_TRANSLATED = "radius.again";

  private static final String LET_IN = "let into a network";
  private static final String NOT_LET_IN = "not let into a network";

  private final PasswordStep passwords;
  private final SecondFactorStep secondFactor;
  private final MethodChoice choice;
  private final SecondFactors factors;
  private final Accounts accounts;
  private final NamedGroups groups;
  private final SignIns signIns;
  private final SessionLookup lookup;
  private final AnswerTokens tokens;
  private final SessionTermination termination;
  private final Directories directories;
  private final PromptTimes times;
  private final RadiusWords words;

  /** The first request: a name and a password. */
  RadiusAnswer begin(Network network, String username, String password, Origin origin) {
    if (username.isBlank() || password.isEmpty()) {
      return rejected("signin.password.wrong");
    }
    PasswordResult result =
        passwords.enter(
            new Credentials(
                username,
                directories.countedName(username),
                password,
                new ArrivingBrowser(origin, null, null, null),
                account -> !account.passwordChangeRequired() && admits(network, account)));
    return switch (result) {
      case PasswordResult.BadCredentials _, PasswordResult.RefusedByDirectory _ ->
          rejected("signin.password.wrong");
      case PasswordResult.NoAccount none ->
          new RadiusAnswer.Rejected(DirectoryWords.of(none.why()));
      case PasswordResult.DirectoryAway _ -> rejected("signin.directory.away");
      case PasswordResult.Busy _ -> rejected("signin.password.busy");
      case PasswordResult.Throttled throttled ->
          rejected(
              "signin.throttled", DurationText.toWait(times.secondsUntil(throttled.until()) + 1));
      case PasswordResult.SignedIn signedIn -> withoutFactor(signedIn.opened(), origin);
      case PasswordResult.NeedsFactor needed ->
          lookup
              .attempt(needed.opened().token())
              .map(it -> admit(new Step(network, username, it, origin)))
              .orElseGet(() -> rejected("radius.over"));
    };
  }

  /** One request of an attempt. */
  private record Step(Network network, String username, ActiveSession attempt, Origin origin) {
    Visitor visitor() {
      return attempt.visitor();
    }

    /** What the tokens of the attempt are good for. */
    String bound() {
      return bound(network, username);
    }

    static String bound(Network network, String username) {
      return network.name() + " " + username.strip().toLowerCase(Locale.ROOT);
    }
  }

  /** A right password alone lets nobody in. */
  private RadiusAnswer withoutFactor(IssuedToken opened, Origin origin) {
    signIns
        .find(opened.id())
        .ifPresent(it -> termination.end(it.account(), it.id(), NOT_LET_IN, origin));
    return rejected("radius.no-method");
  }

  /** Asks for the second factor, if the account may enter at all. */
  private RadiusAnswer admit(Step step) {
    Account account = accounts.find(step.visitor().account()).orElseThrow();
    return Addressee.compose(account, () -> admit(step, account));
  }

  private RadiusAnswer admit(Step step, Account account) {
    if (account.isLocked()) {
      return end(step, "radius.locked");
    }
    if (!admits(step.network(), account)) {
      return end(step, "radius.not-allowed", step.network().title());
    }
    if (step.attempt().passwordChangeRequired()) {
      return end(step, "radius.change-password");
    }
    if (factors.primaryFor(account).isEmpty()) {
      return end(step, "radius.no-method");
    }
    Optional<SecondFactor> asked = factor(step);
    if (asked.filter(RadiusSignIn::isPossible).isPresent()) {
      return ask(step, "");
    }
    return possible(account).stream()
        .findFirst()
        .map(it -> use(step, it))
        .orElseGet(() -> end(step, "radius.passkey-alone"));
  }

  private boolean admits(Network network, Account account) {
    return network.admits(account.role(), groups(network, account));
  }

  private Optional<SecondFactor> factor(Step step) {
    return signIns
        .find(step.visitor().signIn())
        .map(SignIn::method)
        .flatMap(method -> factors.byMethod(method));
  }

  /** A passkey's signature needs a browser. */
  private static boolean isPossible(SecondFactor factor) {
    return factor.answering() != ResponseMode.SIGNED;
  }

  private List<SecondFactor> possible(Account account) {
    return factors.ways(account).stream().filter(RadiusSignIn::isPossible).toList();
  }

  private RadiusAnswer use(Step step, SecondFactor factor) {
    return choice
        .use(step.visitor(), factor.method(), step.origin())
        .map(it -> sent(step, it))
        .orElseGet(() -> end(step, "radius.over"));
  }

  /** Asks for what was sent; if it was not, for what was asked for before, with the reason. */
  private RadiusAnswer sent(Step step, ChallengeResult result) {
    return switch (result) {
      case ChallengeResult.Issued _ -> ask(step, "");
      case ChallengeResult.JustSent it -> ask(step, words.notSent(it));
      case ChallengeResult.NotBefore it -> ask(step, words.notSent(it));
      case ChallengeResult.Exhausted _, ChallengeResult.NotLinked _ ->
          ask(step, Messages.text("prompt.wait.no-more"));
    };
  }

  /**
   * The question of the attempt's factor.
   *
   * @param before what was wrong with the last answer; empty if nothing was
   */
  private RadiusAnswer ask(Step step, String before) {
    Account account = accounts.find(step.visitor().account()).orElseThrow();
    @Nullable Prompt prompt = prompt(step, account);
    List<SecondFactor> others = others(step, account);
    Optional<String> question = prompt == null ? Optional.empty() : words.question(prompt, others);
    Optional<String> limit = question.isPresent() ? Optional.empty() : limit(step, account);
    String said = before.isEmpty() ? limit.orElse("") : before;
    Optional<String> asked =
        question.or(() -> limit.flatMap(it -> RadiusWords.ways(free(step, account, others))));
    Optional<String> token =
        asked.flatMap(it -> tokens.give(step.visitor().signIn(), step.bound()));
    if (token.isPresent()) {
      return new RadiusAnswer.Challenged(
          RadiusWords.fitting((said + " " + asked.orElseThrow()).strip()), token.get());
    }
    termination.end(account.id(), step.visitor().signIn(), NOT_LET_IN, step.origin());
    return new RadiusAnswer.Rejected(
        RadiusWords.fitting(said.isEmpty() ? RadiusWords.ended(prompt) : said));
  }

  /** Why nothing was sent by the attempt's factor, and from when on it can be (rule 9). */
  private Optional<String> limit(Step step, Account account) {
    return factor(step).flatMap(it -> heldBack(it, step, account)).map(words::notSent);
  }

  /** Those that no limit holds back. */
  private List<SecondFactor> free(Step step, Account account, List<SecondFactor> of) {
    return of.stream().filter(it -> heldBack(it, step, account).isEmpty()).toList();
  }

  private Optional<ChallengeResult.NotBefore> heldBack(
      SecondFactor factor, Step step, Account account) {
    return signIns
        .find(step.visitor().signIn())
        .flatMap(it -> factor.heldBack(account, it, Purpose.SIGN_IN));
  }

  private @Nullable Prompt prompt(Step step, Account account) {
    return signIns
        .find(step.visitor().signIn())
        .flatMap(
            it ->
                Optional.ofNullable(it.method())
                    .flatMap(factors::byMethod)
                    .flatMap(factor -> factor.prompt(account, it, Purpose.SIGN_IN)))
        .orElse(null);
  }

  private List<SecondFactor> others(Step step, Account account) {
    Optional<SecondFactor> current = factor(step);
    return possible(account).stream()
        .filter(it -> !current.filter(it::equals).isPresent())
        .toList();
  }

  /** The answer to a challenge. */
  RadiusAnswer answer(Network network, String username, String state, String typed, Origin origin) {
    return tokens
        .take(state, Step.bound(network, username))
        .map(it -> answer(new Step(network, username, it, origin), typed))
        .orElseGet(() -> rejected("radius.over"));
  }

  private RadiusAnswer answer(Step step, String typed) {
    Account account = accounts.find(step.visitor().account()).orElseThrow();
    return Addressee.compose(account, () -> answer(step, account, typed.strip()));
  }

  private RadiusAnswer answer(Step step, Account account, String typed) {
    String word = typed.toLowerCase(Locale.ROOT);
    Optional<SecondFactor> other =
        others(step, account).stream().filter(it -> it.method().equals(word)).findFirst();
    if (other.isPresent()) {
      return use(step, other.get());
    }
    if (word.equals(AGAIN) || word.equals(Messages.text(AGAIN_TRANSLATED))) {
      return sent(step, secondFactor.again(step.visitor(), false, step.origin()));
    }
    Optional<SecondFactor> factor = factor(step);
    boolean approves =
        factor
            .filter(it -> it.answering() == ResponseMode.APPROVED && it.read(typed).isEmpty())
            .isPresent();
    SecondFactorStep.Answered answered =
        secondFactor.answer(
            step.visitor(), approves ? "" : typed, SecondFactorStep.Box.NONE, step.origin());
    return switch (answered.verdict()) {
      case Verdict.Accepted _ -> accept(step, account);
      case Verdict.Locked _ -> rejected("radius.locked");
      case Verdict.Complete _, Verdict.Over _, Verdict.TriesUsedUp _ -> rejected("radius.over");
      case Verdict.StillOpen open -> ask(step, words.problem(open, prompt(step, account)));
    };
  }

  /** Lets the account in, if it still may: its role and groups can have changed meanwhile. */
  private RadiusAnswer accept(Step step, Account account) {
    Collection<String> names = groups(step.network(), account);
    boolean admitted = step.network().admits(account.role(), names);
    termination.end(
        account.id(), step.visitor().signIn(), admitted ? LET_IN : NOT_LET_IN, step.origin());
    return admitted
        ? new RadiusAnswer.Accepted(step.network().named(names))
        : rejected("radius.not-allowed", step.network().title());
  }

  private Collection<String> groups(Network network, Account account) {
    return groups.of(account.id(), network.scope(), network.groups()).values();
  }

  private RadiusAnswer end(Step step, String key, Object... arguments) {
    termination.end(step.visitor().account(), step.visitor().signIn(), NOT_LET_IN, step.origin());
    return rejected(key, arguments);
  }

  private static RadiusAnswer rejected(String key, Object... arguments) {
    return new RadiusAnswer.Rejected(RadiusWords.fitting(Messages.text(key, arguments)));
  }
}
