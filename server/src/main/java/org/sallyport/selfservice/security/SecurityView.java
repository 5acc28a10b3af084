package org.sallyport.selfservice.security;

import org.sallyport.selfservice.browsers.BrowserRow;

import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page Security.
 *
 * @param safety how safe the account is
 * @param methodName the second factor in use, as the chooser names it; null until one was answered
 * @param methodNote one sentence on it
 * @param phone the mobile number, masked; null if none
 * @param email the address, whole: its owner knows it; null if none
 * @param devices names of what is linked
 * @param browsers those remembered now, the latest used first
 * @param browsersNote why there is none, or how one is remembered
 * @param condition what a change asks for, and what happens without it (rule 28)
 * @param openWays what else opens a sign-in than the method, as the chooser names it
 * @param waysOptional whether some of them can be turned off
 * @param delayed changes that wait, the first to take effect first
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
    List<DelayedRow> delayed) {}
