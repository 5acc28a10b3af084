package org.sallyport.secondfactor;

import java.util.Optional;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.session.SignIn;

/**
 * A way to prove that it is really them. Each implementation has a folder of its own below this
 * room; nobody else knows it by name.
 */
public interface SecondFactor {

  /** As rows, forms and events name it, for example "sms". */
  String method();

  /** As pages name it, for example "One-Time-Password by SMS". */
  String name();

  /** How it is answered. */
  default ResponseMode answering() {
    return ResponseMode.TYPED;
  }

  /**
   * Whether it can be the method of every sign-in; else it is a way back for when that fails, and
   * nobody is asked for it unless they ask for it themselves.
   */
  default boolean everyday() {
    return true;
  }

  /** Whether it counts only while the account has no factor for every sign-in. */
  default boolean lastResort() {
    return false;
  }

  /** Whether answers can be guessed, so that wrong ones count towards the lock (rule 12). */
  default boolean guessable() {
    return answering() == ResponseMode.TYPED;
  }

  /**
   * Whether it stands first where a method is chosen, and is chosen until the person says
   * otherwise.
   */
  default boolean recommended() {
    return false;
  }

  /** Whether this installation allows it at all (rule 24). */
  boolean allowed();

  /** Whether the account can be asked for it as things stand. */
  boolean linked(Account account);

  /** Whether a sign-in can begin with it, linked or about to be (rule 26). */
  default boolean startable(Account account) {
    return linked(account);
  }

  /** What the dialog of the first sign-in says of it for this account (rules 25 to 27). */
  Offer offer(Account account);

  /**
   * How strong it is among the factors: for a change of the account the strongest linked one is
   * asked for (rule 28). Higher is stronger.
   */
  int strength();

  /**
   * Puts the question, for example by sending a code. The account's row must be held.
   *
   * @param again whether the person pressed Resend
   */
  ChallengeResult put(Account held, SignIn signIn, Purpose purpose, boolean again, Origin origin);

  /** The limit that would refuse it at this moment; empty if none would. Asks nothing (rule 9). */
  default Optional<ChallengeResult.NotBefore> heldBack(Account account, SignIn signIn, Purpose purpose) {
    return Optional.empty();
  }

  /** The answer in its normal form; empty if it has not the form of one. */
  Optional<String> read(String typed);

  /**
   * Compares an answer and spends it if it is the live one; a statement's row count decides. The
   * account's row must be held, and the guess have been counted.
   */
  MatchResult compare(Account held, SignIn signIn, Purpose purpose, String answer, Origin origin);

  /** The question as its page shows it; empty if none was put. */
  Optional<Prompt> asked(Account account, SignIn signIn, Purpose purpose);
}
