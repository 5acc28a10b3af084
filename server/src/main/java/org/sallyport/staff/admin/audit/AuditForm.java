package org.sallyport.staff.admin.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The search form, as typed.
 *
 * @param person a username
 * @param patient a patient's number, or "issuer:number"
 * @param study a Study Instance UID
 * @param actor a username, or a system user as recorded
 * @param kind a type of event, or an area
 * @param from a local date and time
 * @param until the same
 */
record AuditForm(
    @Nullable String person,
    @Nullable String patient,
    @Nullable String study,
    @Nullable String actor,
    @Nullable String kind,
    @Nullable String from,
    @Nullable String until) {

  static final AuditForm EMPTY = new AuditForm("", "", "", "", "", "", "");

  AuditForm {
    person = plain(person);
    patient = plain(patient);
    study = plain(study);
    actor = plain(actor);
    kind = plain(kind);
    from = plain(from);
    until = plain(until);
  }

  /** The fields that were filled in, by name. */
  Map<String, String> filledIn() {
    Map<String, String> fields = new LinkedHashMap<>();
    put(fields, "person", person);
    put(fields, "patient", patient);
    put(fields, "study", study);
    put(fields, "actor", actor);
    put(fields, "kind", kind);
    put(fields, "from", from);
    put(fields, "until", until);
    return fields;
  }

  private static void put(Map<String, String> fields, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      fields.put(name, value);
    }
  }

  private static String plain(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }
}
