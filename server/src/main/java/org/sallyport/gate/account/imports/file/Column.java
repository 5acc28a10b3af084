package org.sallyport.gate.account.imports.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A column of a file of accounts, by its header. */
public enum Column {
  USERNAME,
  PASSWORD,
  PASSWORD_CHANGE,
  NAME,
  EMAIL,
  PHONE,
  METHOD,
  ROLE,
  PHYSICIAN_NUMBERS,
  PATIENT_NUMBERS,
  GROUPS,
  LANGUAGE,
  STATE;

  static Optional<Column> of(String header) {
    String key = header.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(column -> column.header().equals(key)).findFirst();
  }

  /** All column names, as in a header. */
  static String headers() {
    return Arrays.stream(values()).map(Column::header).collect(Collectors.joining(", "));
  }

  /**
   * An empty file with the columns that most files have. Passwords are not among them: without one,
   * the owner gets an activation link.
   */
  public static String template() {
    return Arrays.stream(values())
            .filter(column -> column != PASSWORD && column != PASSWORD_CHANGE)
            .map(Column::header)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  public String header() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A problem of this column's cell, for example "phone: is not a mobile number". */
  public String problem(String reason) {
    return header() + ": " + reason;
  }
}
