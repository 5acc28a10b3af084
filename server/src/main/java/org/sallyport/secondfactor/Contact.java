package org.sallyport.secondfactor;

import org.sallyport.account.Emails;
import org.sallyport.account.Phones;

/** A contact that a person gave, to be proven by a code sent to it (rule 28). */
public sealed interface Contact {

  /** A mobile number in E.164. */
  record Mobile(String value) implements Contact {
    @Override
    public Purpose purpose() {
      return Purpose.PHONE;
    }

    @Override
    public String shown() {
      return Phones.international(value);
    }

    @Override
    public String masked() {
      return Phones.mask(value);
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  /** An e-mail address. */
  record Mailbox(String value) implements Contact {
    @Override
    public Purpose purpose() {
      return Purpose.EMAIL;
    }

    @Override
    public String shown() {
      return value;
    }

    @Override
    public String masked() {
      return Emails.mask(value);
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  /** As it is stored. */
  String value();

  /** What its code is for. */
  Purpose purpose();

  /** As the person who gave it sees it, so that a slip shows. */
  String shown();

  /** As all others see it, pages and events. */
  String masked();
}
