package org.sallyport.gate.selfservice.security;

import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.FederatedLinks;
import org.sallyport.gate.selfservice.browsers.BrowserRow;

/**
 * The data of the security page.
 *
 * @param safety the security assessment
 * @param methodName the name of the account's method; null until one was chosen and used
 * @param methodNote one sentence about it
 * @param phone the mobile number, masked; null if none
 * @param email the full e-mail address; null if none
 * @param devices the names of the linked devices
 * @param browsers the remembered browsers, the last used first
 * @param browsersNote the text shown if there is none: why, or how a browser is remembered
 * @param condition what a change requires, and what happens without it (rule 28)
 * @param openWays the names of the other ways to sign in
 * @param waysOptional whether some of them can be disabled
 * @param delayed delayed changes, the first due first
 * @param elsewhere the issuers elsewhere, and whether the account is linked there
 */
public record SecurityView(
    SecurityCheckup safety,
    @Nullable String methodName,
    @Nullable String methodNote,
    @Nullable String phone,
    @Nullable String email,
    @Nullable ZonedDateTime passwordChangedAt,
    List<String> devices,
    List<BrowserRow> browsers,
    String browsersNote,
    String condition,
    List<String> openWays,
    boolean waysOptional,
    List<DelayedRow> delayed,
    List<FederatedLinks.Link> elsewhere) {}
