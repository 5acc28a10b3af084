package org.sallyport.staff.doctor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of the command.
 *
 * @param mailTo where a mail is sent to try; null for none
 * @param smsTo where an SMS is sent to try; null for none
 * @param json whether the result is for a program
 */
record DoctorOptions(@Nullable String mailTo, @Nullable String smsTo, boolean json) {
  static final DoctorOptions NONE = new DoctorOptions(null, null, false);

  /**
   * Parses the words after the command.
   *
   * @throws IllegalArgumentException with one line for the operator
   */
  static DoctorOptions parse(List<String> words) {
    Deque<String> rest = new ArrayDeque<>(words);
    @Nullable String mail = null;
    @Nullable String sms = null;
    boolean json = false;
    while (!rest.isEmpty()) {
      String word = rest.pop();
      switch (word) {
        case "--json" -> json = true;
        case "--mail-to" -> mail = value(word, rest);
        case "--sms-to" -> sms = value(word, rest);
        default -> throw new IllegalArgumentException("doctor: no such option: " + plain(word));
      }
    }
    return new DoctorOptions(mail, sms, json);
  }

  private static String value(String option, Deque<String> rest) {
    String value = rest.poll();
    if (value == null || value.isBlank() || value.startsWith("--")) {
      throw new IllegalArgumentException("doctor: " + option + " needs a value");
    }
    return value.strip();
  }

  private static String plain(String word) {
    return word.replaceAll("\\p{Cntrl}", "?");
  }
}
