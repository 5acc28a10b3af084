package org.sallyport.staff.admin.letters;

import java.util.List;
import java.util.stream.IntStream;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;

/**
 * A letter to the owner of an account. It carries a code, so it is shown once and never stored.
 *
 * @param issuer the installation's name
 * @param name of the owner
 * @param address of the portal, also in the QR code; the code is not in it
 * @param until the last moment of the code, as text
 * @param words in the owner's language; who prints the letter may read another
 */
public record Letter(
    String issuer,
    String name,
    String username,
    String address,
    String code,
    String until,
    Words words) {
  private static final int STEPS = 3;

  /** What is printed around the facts. */
  public record Words(
      Language language,
      String heading,
      String lead,
      String address,
      String username,
      String code,
      String valid,
      String qr,
      List<String> steps,
      String keep) {

    /** In the language of this thread. */
    public static Words now() {
      return new Words(
          Language.current(),
          Messages.text("staff.letter.heading"),
          Messages.text("staff.letter.lead"),
          Messages.text("staff.letter.address"),
          Messages.text("staff.column.username"),
          Messages.text("staff.letter.code"),
          Messages.text("staff.letter.valid"),
          Messages.text("staff.letter.qr"),
          IntStream.rangeClosed(1, STEPS)
              .mapToObj(step -> Messages.text("staff.letter.step." + step))
              .toList(),
          Messages.text("staff.letter.keep"));
    }
  }

  /** Omits the code. */
  @Override
  public String toString() {
    return "Letter[" + username + "]";
  }
}
