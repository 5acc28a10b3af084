package org.sallyport.gate.account.imports;

import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.account.imports.file.Column;

/**
 * A value of an account that an import changes.
 *
 * @param column the header of its column
 * @param from the present value; empty if there is none, as for a password
 * @param to the value of the file; for a password that there is a new one, never the password
 */
public record ValueChange(String column, String from, String to) {

  /** The same with a masked number or address, for pages and the audit log. */
  public ValueChange masked() {
    return new ValueChange(column, masked(from), masked(to));
  }

  private String masked(String value) {
    if (value.isEmpty()) {
      return value;
    }
    if (column.equals(Column.EMAIL.header())) {
      return Emails.mask(value);
    }
    return column.equals(Column.PHONE.header()) ? Phones.mask(value) : value;
  }

  /** Omits the values. */
  @Override
  public String toString() {
    return "ValueChange[" + column + "]";
  }
}
