package org.sallyport.connect.oidc.grants;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/**
 * What an application was given for one sign-in: a code, and all tokens that came from it.
 *
 * @param client the row of its client
 * @param acr what the sign-in proved when the code was given
 * @param authenticatedAt when it was proved
 * @param claims that the ID token has beside its own
 */
public record Grant(
    UUID id,
    UUID client,
    AccountId account,
    SignInId signIn,
    Set<String> scopes,
    String redirectUri,
    @Nullable String nonce,
    String codeChallenge,
    String acr,
    List<String> amr,
    Instant authenticatedAt,
    Set<String> claims) {}
