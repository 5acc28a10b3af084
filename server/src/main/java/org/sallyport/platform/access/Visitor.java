package org.sallyport.platform.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * The authenticated user of a request, as read from the sign-in row.
 *
 * @param username the username of the sign-in, as the account spells it
 * @param name the person's name as pages show it
 * @param rights what the account may do to other accounts
 * @param patient whether the account is a patient's, who reads other words than professionals
 * @param language BCP 47 tag of the language that the account is in; null if none is known
 * @param factorAt when the second factor was last given in this sign-in; null if a remembered
 *     browser replaced it, or if it is pending
 * @param snapshot that of the read of the row
 */
public record Visitor(
    SignInId signIn,
    AccountId account,
    String username,
    String name,
    Rights rights,
    boolean patient,
    @Nullable String language,
    @Nullable Instant factorAt,
    DatabaseSnapshot snapshot)
    implements Reader, AuthenticatedPrincipal {
  private static final String GATE = "/dicom-web/";
  private static final String STUDIES = "/studies";

  /** Whether the account is an admin's. */
  public boolean admin() {
    return rights.administers();
  }

  @Override
  public String getName() {
    return username;
  }

  @Override
  public String dicomWeb() {
    return GATE;
  }

  @Override
  public String studies() {
    return STUDIES;
  }
}
