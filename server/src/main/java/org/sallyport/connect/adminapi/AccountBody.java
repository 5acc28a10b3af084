package org.sallyport.connect.adminapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account, as admins see it: contacts are masked.
 *
 * @param state "open", "invited", "locked" or "disabled"
 * @param language BCP 47 tag; that of the installation if none is known
 * @param method the second factor in use; null until one was chosen
 * @param groups names of its practices and departments
 * @param directory that has its password; null if it is local
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccountBody(
    String id,
    String username,
    String name,
    String role,
    String state,
    @Nullable String email,
    @Nullable String phone,
    String language,
    @Nullable String method,
    List<String> physicianNumbers,
    List<String> patientNumbers,
    List<String> groups,
    @Nullable String directory) {}
