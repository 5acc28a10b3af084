package org.sallyport.gate.account;

import java.util.function.Supplier;
import org.sallyport.platform.messages.Audience;
import org.sallyport.platform.messages.Language;

/** Words texts for the owner of an account: in the account's language, for its role. */
public final class Addressee {
  private Addressee() {}

  /** For messages; in the installation's language if none is known of the account. */
  public static <T> T compose(Account account, Supplier<T> composed) {
    return compose(account, Language.ofOrInstallation(account.language()), composed);
  }

  /**
   * For messages that answer what somebody does on a page now: in the language of the page if none
   * is known of the account.
   */
  public static <T> T composeReply(Account account, Supplier<T> composed) {
    return compose(account, Language.of(account.language()).orElseGet(Language::current), composed);
  }

  /** In another language than the account's. */
  public static <T> T compose(Account account, Language language, Supplier<T> composed) {
    return language.compose(() -> audience(account).address(composed));
  }

  private static Audience audience(Account account) {
    return account.role() == Role.PATIENT ? Audience.PATIENTS : Audience.PROFESSIONALS;
  }
}
