package org.sallyport.portal.studies.names;

import java.time.Instant;
import org.sallyport.platform.ids.AccountId;

/**
 * A name in archive entries without a number, confirmed to mean an account.
 *
 * @param name exact DICOM person name
 * @param confirmedBy the admin, as named in the audit log
 */
public record ConfirmedName(
    AccountId account, String username, String name, String confirmedBy, Instant confirmedAt) {}
