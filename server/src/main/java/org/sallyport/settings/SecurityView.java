package org.sallyport.settings;

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
 * @param freshMinutes minutes for which a second factor counts as fresh (RULES 28)
 */
public record SecurityView(
    Safety safety,
    @Nullable String methodName,
    @Nullable String methodNote,
    @Nullable String phone,
    @Nullable String email,
    @Nullable ZonedDateTime passwordChangedAt,
    List<String> devices,
    List<BrowserRow> browsers,
    long freshMinutes) {}
