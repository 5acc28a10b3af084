package org.sallyport.gate.selfservice.language;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.messages.Language;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes the language of an account. It needs no second factor, since it opens nothing; the owner
 * is told in the language that was left, so that nobody hides later notices by changing it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccountLanguages {
  private final OpenSessions sessions;
  private final AccountRegister register;
  private final DomainEvents events;

  /**
   * Sets the language of the visitor's account.
   *
   * @return false if the session has ended
   */
  @Transactional
  public boolean choose(Visitor visitor, Language language, Origin origin) {
    return sessions
        .holdToEnd(visitor)
        .map(
            held -> {
              change(held, visitor, language, origin);
              return true;
            })
        .orElse(false);
  }

  private void change(HeldAccount held, Visitor visitor, Language language, Origin origin) {
    String before = held.account().language();
    if (register.speaks(held, language.tag())) {
      events.publish(
          new AccountEvent.LanguageChanged(
              held.id(),
              visitor.signIn(),
              before == null ? Language.ofInstallation().tag() : before,
              language.tag()),
          origin);
    }
  }
}
