package org.sallyport.gate.administration;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.platform.messages.TypedText;

/**
 * The form of one account. It is a file of accounts with one line, so that the rules of an import
 * apply: an empty field keeps the present value, and "-" removes it.
 *
 * @param values by the header of their column, as typed
 */
public record AccountForm(Map<String, String> values) {
  public static final String USERNAME = "username";

  /** The fields; there is none for a password, which only the owner sets (rule 40). */
  private static final List<String> FIELDS =
      List.of(
          USERNAME,
          "name",
          "email",
          "phone",
          "method",
          "role",
          "physician_numbers",
          "patient_numbers",
          "groups",
          "language");

  /** Fields with a box that removes the present value. */
  private static final Set<String> REMOVABLE =
      Set.of("phone", "physician_numbers", "patient_numbers", "groups");

  /** The known fields of a request. */
  public static AccountForm of(Map<String, String> parameters) {
    Map<String, String> values = new TreeMap<>();
    FIELDS.forEach(
        field -> values.put(field, TypedText.oneLine(parameters.getOrDefault(field, ""))));
    REMOVABLE.stream()
        .filter(field -> parameters.containsKey("remove-" + field))
        .forEach(field -> values.replace(field, "", AccountImport.REMOVED));
    return new AccountForm(values);
  }

  public static AccountForm empty() {
    return of(Map.of());
  }

  /** The same for an existing account. */
  public AccountForm named(String username) {
    Map<String, String> named = new TreeMap<>(values);
    named.put(USERNAME, username);
    return new AccountForm(named);
  }

  /** The fields in which a value is to be removed. */
  public List<String> removed() {
    return REMOVABLE.stream()
        .filter(field -> AccountImport.REMOVED.equals(values.get(field)))
        .sorted()
        .toList();
  }

  /** What the fields contain if the form is shown again. */
  public Map<String, String> typed() {
    Map<String, String> typed = new TreeMap<>(values);
    removed().forEach(field -> typed.put(field, ""));
    return typed;
  }

  /** Whether anything but the username is filled in. */
  public boolean changesSomething() {
    return values.entrySet().stream()
        .anyMatch(it -> !it.getKey().equals(USERNAME) && !it.getValue().isEmpty());
  }

  byte[] file() {
    StringWriter text = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecord(values.keySet());
      printer.printRecord(values.values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Omits the values. */
  @Override
  public String toString() {
    return "AccountForm";
  }
}
