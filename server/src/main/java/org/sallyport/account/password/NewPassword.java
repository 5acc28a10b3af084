package org.sallyport.account.password;

import java.util.Locale;

/** Whether a password may become an account's. The words say it to the person who chose it. */
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

  /** It is among those that are tried first. */
  record Common() implements NewPassword {
    @Override
    public String words() {
      return "Many people use this password or one very like it. Choose something less usual.";
    }
  }

  /**
   * Little is left of it without what is known about the person or the installation.
   *
   * @param word that it is made of
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

  /** Empty if there is nothing to say. */
  String words();
}
