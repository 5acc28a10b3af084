package org.sallyport.gate.account.password;

import org.sallyport.platform.messages.Messages;

/**
 * The result of checking a new password; {@link #words} is the error message for the person who
 * chose it.
 */
public sealed interface NewPassword {

  record Fine() implements NewPassword {
    @Override
    public String words() {
      return "";
    }
  }

  record TooShort(int fewest) implements NewPassword {
    @Override
    public String words() {
      return Messages.text("common.password.too-short", fewest);
    }
  }

  record TooLong(int most) implements NewPassword {
    @Override
    public String words() {
      return Messages.text("common.password.too-long", most);
    }
  }

  /** It is a common password. */
  record Common() implements NewPassword {
    @Override
    public String words() {
      return Messages.text("common.password.common");
    }
  }

  /**
   * It consists mostly of words about the person or the installation.
   *
   * @param word a word that it contains
   */
  record FromContext(String word) implements NewPassword {
    @Override
    public String words() {
      return Messages.text("common.password.from-context", word);
    }
  }

  /** The error message; empty if the password is accepted. */
  String words();
}
