package org.sallyport.portal.sharing;

import java.util.UUID;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.platform.ids.AccountId;

/** Who receives a share. */
public sealed interface Receiver {

  /** An account. */
  record Colleague(AccountId account, String name) implements Receiver {
    @Override
    public String key() {
      return "account:" + account;
    }

    @Override
    public String masked() {
      return name;
    }
  }

  /** A practice or department. */
  record Team(UUID group, String name) implements Receiver {
    @Override
    public String key() {
      return "group:" + group;
    }

    @Override
    public String masked() {
      return name;
    }
  }

  /** An e-mail address, of somebody who needs no account. */
  record Address(String email) implements Receiver {
    @Override
    public String name() {
      return email;
    }

    @Override
    public String key() {
      return "address:" + email;
    }

    @Override
    public String masked() {
      return Emails.mask(email);
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  /** The name for the person who shares. */
  String name();

  /** The name for records. */
  String masked();

  /** The value in forms. */
  String key();

  /** The kind for records: "account", "group" or "address". */
  default String kind() {
    return switch (this) {
      case Colleague _ -> "account";
      case Team _ -> "group";
      case Address address -> "address";
    };
  }
}
