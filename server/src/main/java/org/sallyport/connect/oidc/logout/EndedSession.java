package org.sallyport.connect.oidc.logout;

import java.util.UUID;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/**
 * A session that has ended, and an application that is to be told.
 *
 * @param client the row of the application
 * @param address where it is told
 * @param tries how often that failed
 */
record EndedSession(
    SignInId signIn, AccountId account, UUID client, String clientId, String address, int tries) {}
