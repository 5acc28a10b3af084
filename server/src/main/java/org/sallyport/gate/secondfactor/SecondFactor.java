package org.sallyport.gate.secondfactor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.SignInId;

/**
 * A second factor. Each implementation has a folder of its own below this module; other modules use
 * only this interface.
 */
public interface SecondFactor {

  /** What a sign-in proves, as other systems are told it. The last one is the strongest. */
  enum Assurance {
    /** A password, or a browser that stands for the second factor. */
    PASSWORD,
    /** A code that is sent to a mailbox or on paper, which proves no device. */
    SENT_CODE,
    /** A second factor: something that the person has. */
    SECOND_FACTOR,
    /** A signature that is bound to this address, so that no other site can ask for it. */
    PHISHING_RESISTANT
  }

  /**
   * An option of the dialog in which a method is chosen.
   *
   * @param value the factor's method
   * @param name its name on pages
   * @param note one sentence for this person
   * @param enabled whether it can be chosen now
   * @param checked whether it is preselected
   * @param href where what the note asks for is done; null for none
   */
  record Offer(
      String value,
      String name,
      String note,
      boolean enabled,
      boolean checked,
      @Nullable String href) {
    /** One whose note is no link. */
    public Offer(String value, String name, String note, boolean enabled, boolean checked) {
      this(value, name, note, enabled, checked, null);
    }

    /** The same with another note. */
    Offer withNote(String other) {
      return new Offer(value, name, other, enabled, checked, href);
    }
  }

  /** Its name in rows, forms and events, for example "sms". */
  String method();

  /** Its name on pages, for example "One-Time-Password by SMS". */
  String name();

  /** Its name within a sentence, for example "your passkey". */
  String nameInSentence();

  default ResponseMode answering() {
    return ResponseMode.TYPED;
  }

  /**
   * Whether it can be the method of every sign-in; otherwise it is a fallback, used only on the
   * person's request.
   */
  default boolean primary() {
    return true;
  }

  /** Whether it is accepted only while the account has no factor usable for every sign-in. */
  default boolean bootstrapOnly() {
    return false;
  }

  /** Whether answers can be guessed, so that wrong ones count towards the lock (rule 12). */
  default boolean guessable() {
    return answering() == ResponseMode.TYPED;
  }

  /** Whether it is listed first and preselected where a method is chosen. */
  default boolean recommended() {
    return false;
  }

  /** Whether this installation allows it (rule 24). */
  boolean allowed();

  /** Whether the account can be challenged with it now. */
  boolean linked(Account account);

  /** Whether a sign-in can begin with it, linked already or not (rule 26). */
  default boolean startable(Account account) {
    return linked(account);
  }

  /**
   * The channel over which its challenge goes to this account now, "sms" or "email"; empty if it
   * sends none or cannot.
   */
  default Optional<String> channel(Account account) {
    return Optional.empty();
  }

  /** The option for this account in the dialog of the first sign-in (rules 25 to 27). */
  Offer offer(Account account);

  /** What its risk is and what is safer, for pages on which it is chosen; empty if nothing is. */
  default Optional<String> risk() {
    return Optional.empty();
  }

  /** Whether the owner has to choose it on such a page before it is used. */
  default boolean awaitsConsent(Account account) {
    return false;
  }

  /** The owner chose it on a page that says its risk, and has proven to be the owner. */
  default void chosen(HeldAccount held, SignInId signIn, Origin origin) {}

  /**
   * Its rank among the factors, higher is stronger: an account change requires the strongest linked
   * one (rule 28).
   */
  int strength();

  /** What an answer proves, beside the password. */
  default Assurance assurance() {
    return Assurance.SECOND_FACTOR;
  }

  /** The names of this method of authentication (RFC 8176). */
  default List<String> references() {
    return List.of("otp");
  }

  /**
   * Issues the challenge, for example by sending a code.
   *
   * @param again whether the person pressed Resend
   */
  ChallengeResult issue(FactorContext context, boolean again);

  /**
   * Issues the challenge again as a call in which the code is spoken, to the number that its
   * messages go to. A factor that is not called issues none.
   */
  default ChallengeResult call(FactorContext context) {
    return new ChallengeResult.NotLinked();
  }

  /**
   * The limit that would refuse a challenge now; empty if none would. Has no side effects (rule 9).
   */
  default Optional<ChallengeResult.NotBefore> heldBack(
      Account account, SignIn signIn, Purpose purpose) {
    return Optional.empty();
  }

  /**
   * Until when none of its codes is sent, because the SIM of the account's number changed; empty if
   * it did not.
   */
  default Optional<Instant> simChangedUntil(Account account) {
    return Optional.empty();
  }

  /** The answer in normal form; empty if it is malformed. */
  Optional<String> read(String typed);

  /**
   * Compares an answer and consumes it if it is valid, decided by the row count of one statement.
   * The caller has counted the try.
   */
  MatchResult compare(FactorContext context, String answer);

  /** The prompt for the page; empty if no challenge was issued. */
  Optional<Prompt> prompt(Account account, SignIn signIn, Purpose purpose);
}
