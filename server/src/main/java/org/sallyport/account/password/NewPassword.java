package org.sallyport.account.password;

import java.util.Locale;

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
      return String.format(
          Locale.ROOT,
          "Use at least %s characters. A few words in a row are easy to keep in mind.",
          Integer.toString(fewest));
    }
  }

  record TooLong(int most) implements NewPassword {
    @Override
    public String words() {
      return String.format(Locale.ROOT, "Use at most %s characters.", Integer.toString(most));
    }
  }

  /** It is a common password. */
  record Common() implements NewPassword {
    @Override
    public String words() {
      return "Many people use this password or one very like it. Choose something less usual.";
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
      return String.format(
          Locale.ROOT,
          "This is mostly \u201c%s\u201d, which others can guess. Choose something else.",
          word);
    }
  }

  /** The error message; empty if the password is accepted. */
  String words();
}
