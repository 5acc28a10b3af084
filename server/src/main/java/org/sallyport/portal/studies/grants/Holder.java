package org.sallyport.portal.studies.grants;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;

/**
 * Somebody who may see a study, and one reason why; there is one for each reason.
 *
 * @param account null for a guest, who has the study by e-mail
 * @param username the e-mail address of a guest
 * @param name the e-mail address of a guest
 * @param disabled whether the account cannot sign in at present
 * @param sharer who shared it, if it was shared by an account
 * @param share the share, if there is one
 */
public record Holder(
    @Nullable AccountId account,
    String username,
    String name,
    boolean disabled,
    AccessReason reason,
    @Nullable AccountId sharer,
    @Nullable UUID share) {}
