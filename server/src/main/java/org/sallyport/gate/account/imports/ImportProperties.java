package org.sallyport.gate.account.imports;

import java.time.Duration;
import org.sallyport.gate.account.imports.file.AccountFile;
import org.sallyport.gate.account.imports.file.Column;
import org.sallyport.platform.messages.Messages;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Imports and edits of accounts.
 *
 * @param contactDelay how long a mobile number or e-mail address that an admin changed in the
 *     portal receives no code for a sign-in, and its account gets no activation code; 0 lets one
 *     admin receive the codes of any account
 * @param pageLines maximum number of lines of a file that is imported on a page; longer files are
 *     imported at the command line
 * @param pagePasswords maximum number of new or compared passwords in such a file, because each is
 *     hashed
 */
@ConfigurationProperties("sallyport.imports")
public record ImportProperties(
    @DefaultValue("24h") Duration contactDelay,
    @DefaultValue("2000") int pageLines,
    @DefaultValue("200") int pagePasswords) {

  public ImportProperties {
    if (contactDelay.isNegative()) {
      throw new IllegalArgumentException("sallyport.imports.contact-delay must not be negative");
    }
    if (pageLines < 1 || pagePasswords < 0) {
      throw new IllegalArgumentException(
          "sallyport.imports.page-lines must be 1 or more, page-passwords 0 or more");
    }
  }

  /** Whether a file is too long for an import on a page. */
  boolean isTooLong(AccountFile file) {
    long passwords =
        file.lines().stream().filter(line -> line.cell(Column.PASSWORD).isPresent()).count();
    return file.lines().size() > pageLines || passwords > pagePasswords;
  }

  /** The message about such a file. */
  String tooLong() {
    return Messages.text(
        "import.file.too-long", Integer.toString(pageLines), Integer.toString(pagePasswords));
  }
}
