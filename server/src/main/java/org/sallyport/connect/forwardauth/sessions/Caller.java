package org.sallyport.connect.forwardauth.sessions;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.request.SignInProof;
import org.sallyport.gate.account.Role;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/**
 * Somebody who is signed in, as the rows are at this moment.
 *
 * @param emailVerified whether the owner answered a code that was sent there
 * @param groups practices and departments whose membership has not lapsed
 * @param proof what the sign-in proves
 */
public record Caller(
    SignInId signIn,
    AccountId account,
    String username,
    String name,
    Role role,
    @Nullable String email,
    boolean emailVerified,
    List<String> groups,
    SignInProof proof) {}
