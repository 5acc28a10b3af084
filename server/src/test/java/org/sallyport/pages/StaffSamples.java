package org.sallyport.pages;

import static org.sallyport.pages.GateSamples.SENT;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.sallyport.connect.apikeys.ApiKey;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupSize;
import org.sallyport.gate.account.imports.file.BadLine;
import org.sallyport.gate.secondfactor.approval.Approvals;
import org.sallyport.gate.secondfactor.brake.BlockFigures;
import org.sallyport.gate.secondfactor.enrollment.QrPicture;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.GroupId;
import org.sallyport.portal.studies.names.ConfirmedName;
import org.sallyport.staff.admin.examine.AccountLine;
import org.sallyport.staff.admin.examine.NamedLine;
import org.sallyport.staff.admin.examine.ReasonLine;
import org.sallyport.staff.admin.examine.StudyLine;
import org.sallyport.staff.admin.gate.MenuEntry;
import org.sallyport.staff.admin.groups.MemberLine;
import org.sallyport.staff.admin.imports.ImportRow;
import org.sallyport.staff.admin.keys.KeyForm;
import org.sallyport.staff.admin.letters.Letter;
import org.sallyport.staff.admin.names.NameLine;
import org.sallyport.staff.admin.pages.PersonCheck;
import org.sallyport.staff.admin.status.ArchiveLine;
import org.sallyport.staff.admin.status.BrakeLine;
import org.sallyport.staff.admin.status.ChannelLine;
import org.sallyport.staff.admin.status.LimitLine;
import org.sallyport.staff.admin.status.MessageLine;
import org.sallyport.staff.admin.status.PolicyLine;
import org.sallyport.staff.admin.status.RouteLine;
import org.sallyport.staff.admin.status.TaskLine;

/** The administration pages on accounts, imports, groups, access and the portal's state. */
final class StaffSamples {
  private static final UUID ID = new UUID(4, 4);
  private static final String WHO = "Dr Joan Fenwick (j.fenwick)";

  private StaffSamples() {}

  static Stream<Sample> all() {
    return Stream.of(
            imports(),
            accounts(),
            letters(),
            access(),
            groups(),
            applications(),
            keys(),
            names(),
            state())
        .flatMap(samples -> samples);
  }

  private static Stream<Sample> imports() {
    ImportRow made =
        new ImportRow(
            3, "t.new", null, "New", true, List.of(new ImportRow.Value("Name", "", "Tom New")));
    ImportRow changed =
        new ImportRow(
            2,
            "j.fenwick",
            "Dr Joan Fenwick",
            "Changed",
            false,
            List.of(
                new ImportRow.Value("Mobile number", "+32 ••• •• •• 84", "+32470123499"),
                new ImportRow.Value("Groups", "", "Practice Elm")));
    Sample preview =
        page("import-preview", "import-preview")
            .with("file", "accounts of May.csv")
            .with("fingerprint", "x".repeat(43))
            .with("made", 1)
            .with("changed", 1)
            .with("unchanged", 4)
            .with("contactWait", "1 day")
            .with("rows", List.of(changed, made));
    return Stream.of(
        page("import", "import").with("bad", List.of()),
        page("import-bad", "import")
            .with("bad", List.of(new BadLine(7, "phone: is not a mobile number")))
            .with("fileProblem", "The file cannot be imported."),
        preview,
        preview.with("reasonProblem", "Say why."),
        page("import-nothing", "import-preview")
            .with("file", "same.csv")
            .with("fingerprint", "x".repeat(43))
            .with("made", 0)
            .with("changed", 0)
            .with("unchanged", 4)
            .with("rows", List.of()));
  }

  private static Stream<Sample> accounts() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("username", "j.fenwick");
    values.put("email", "j••••••••k@lindenmoor.example");
    values.put("phone", "");
    Sample account =
        page("manage-account", "manage-account")
            .with("id", ID)
            .with("account", "j.fenwick")
            .with("values", values)
            .with("state", "Active")
            .with("kept", false)
            .with("givable", true)
            .with("own", false)
            .with("disabled", false)
            .with("active", true);
    Sample form =
        page("manage-form", "manage-form")
            .with("typed", Map.of())
            .with("present", Map.of())
            .with("problems", Map.of())
            .with("roles", Map.of("", "Choose", "physician", "Physician"))
            .with("methods", Map.of("", "Leave to the owner"));
    Sample elsewhere =
        page("manage-elsewhere", "manage-elsewhere")
            .with("id", ID)
            .with("account", "j.fenwick")
            .with("own", false)
            .with("links", SettingsSamples.links());
    return Stream.of(
        elsewhere.with("fresh", true).with("freshFor", "5 minutes"),
        elsewhere.with("own", true),
        elsewhere
            .with("fresh", true)
            .with("issuer", "eid")
            .with("subjectProblem", "Enter the number of the person.")
            .with("reasonProblem", "Say why."),
        elsewhere.with("links", List.of()),
        page("manage", "manage"),
        page("manage-sign-out", "manage-sign-out").with("fresh", true),
        page("manage-sign-out-stale", "manage-sign-out")
            .with("fresh", false)
            .with("freshFor", "5 minutes"),
        page("manage-nobody", "manage")
            .with("username", "x")
            .with("usernameProblem", "There is no such account."),
        account,
        account.with("own", true),
        account.with("disabled", true),
        account.with("active", false).with("letterUntil", "12 May 2026, 10:00 CET"),
        account.with("reasonProblem", "Say why.").with("reason", ""),
        form,
        form.with("problems", Map.of("email", "is not one plain e-mail address")),
        form.with("id", ID)
            .with("account", "j.fenwick")
            .with("present", values)
            .with("contactWait", "1 day"));
  }

  private static Stream<Sample> letters() {
    Letter letter =
        new Letter(
            "Lindenmoor Hospitals",
            "Dr Joan Fenwick",
            "j.fenwick",
            "https://portal.lindenmoor.example/",
            "7QX3-9KMD-22PA-CZ0T",
            "12 May 2026, 10:00 CET",
            Letter.Words.now());
    Sample form =
        page("letter", "letter").with("id", ID).with("account", "j.fenwick").with("made", 1);
    return Stream.of(
        form.with("valid", false),
        form.with("valid", true).with("reasonProblem", "Say why."),
        page("letter-issued", "letter-issued")
            .with("id", ID)
            .with("letter", letter)
            .with("qr", QrPicture.of(letter.address())));
  }

  private static Stream<Sample> access() {
    StudyLine study = new StudyLine("1.2.3", "12 Mar 2026, CT, Lindenmoor", "ACC-1");
    ReasonLine sees =
        new ReasonLine(ID, WHO, "Shared", "Sees it", true, "without reports", ID, "It ends.");
    ReasonLine ended =
        new ReasonLine(null, "x@y.example, by link", "Shared", "Ended", false, "", null, "");
    Sample of = page("access-study", "access-study").with("study", study);
    return Stream.of(
        page("access", "access"),
        page("access-several", "access").with("found", List.of(study, study)).with("of", ""),
        page("access-wrong", "access").with("study", "x").with("studyProblem", "No such study."),
        page("access-account", "access-account")
            .with("id", ID)
            .with("account", "j.fenwick")
            .with("disabled", true)
            .with("rows", List.of(new AccountLine(study, List.of("Requested it"))))
            .with("next", "2026-03-12T09:10:00_1.2.3"),
        page("access-account-none", "access-account")
            .with("id", ID)
            .with("account", "j.fenwick")
            .with("disabled", false)
            .with("rows", List.of()),
        of.with("reasons", List.of(sees, ended))
            .with(
                "named",
                List.of(new NamedLine("Requesting physician", "Elm^Ora", "A name", "Elm^Ora")))
            .with("person", "j.fenwick")
            .with("personSees", true)
            .with("personDisabled", true)
            .with("personReasons", List.of(sees)),
        of.with("reasons", List.of())
            .with("named", List.of())
            .with("person", "j.fenwick")
            .with("personSees", false)
            .with("personDisabled", false)
            .with("personReasons", List.of()));
  }

  private static Stream<Sample> groups() {
    Group group = new Group(new GroupId(ID), "Practice Elm", Group.Kind.PRACTICE);
    return Stream.of(
        page("groups", "groups").with("groups", List.of(new GroupSize(group, 3, 1))),
        page("groups-none", "groups").with("groups", List.of()).with("nameProblem", "Enter one."),
        page("group", "group")
            .with("id", ID)
            .with("group", "Practice Elm")
            .with("members", List.of(new MemberLine(ID, WHO, true, true, "12 May 2026", false))),
        page("group-none", "group")
            .with("id", ID)
            .with("group", "Practice Elm")
            .with("members", List.of())
            .with("usernameProblem", "There is no such account."));
  }

  private static Stream<Sample> applications() {
    Sample list =
        page("applications", "applications")
            .with("issuer", "https://portal.lindenmoor.example")
            .with("discovery", "https://portal.lindenmoor.example/.well-known");
    Sample delete =
        page("application-delete", "application-delete")
            .with("id", ID)
            .with("name", "Grafana")
            .with("people", 12)
            .with("isTold", true);
    Sample trial =
        page("application-trial", "application-trial")
            .with("id", ID)
            .with("name", "Grafana")
            .with("words", "You would be signed in.");
    return Stream.of(
        list.with("applications", List.of()),
        delete,
        delete.with("fresh", false),
        trial.with("granted", false),
        trial
            .with("granted", true)
            .with("idToken", Map.of("acr", "phr"))
            .with("person", Map.of("sub", "1")));
  }

  private static Stream<Sample> keys() {
    KeyForm empty = new KeyForm(Map.of());
    Map<KeyScope, String> scopes = Map.of(KeyScope.AUDIT_READ, "Read the audit log");
    Map<String, String> validities = Map.of("PT720H", "30 days");
    Sample form =
        page("key-form", "key-form")
            .with("form", empty)
            .with("scopes", scopes)
            .with("validities", validities);
    ApiKey key =
        new ApiKey(
            ID,
            "Identity system",
            Set.of(KeyScope.AUDIT_READ),
            List.of("10.20.0.0/16"),
            0,
            null,
            Instant.EPOCH,
            null,
            Instant.EPOCH,
            null,
            null,
            new ApiKey.Use(Instant.EPOCH, "192.0.2.7"));
    Sample one =
        page("key", "key")
            .with("id", ID)
            .with("key", key)
            .with("scopes", List.of("Read the audit log"))
            .with("maker", "j.fenwick")
            .with("madeAt", SENT)
            .with("expires", SENT)
            .with("bothValid", "7 days")
            .with("validities", validities);
    return Stream.of(
        page("keys", "keys").with("keys", List.of()),
        form.with("problems", Map.of()).with("fresh", true),
        form.with("problems", Map.of()).with("fresh", false),
        form.with("problems", Map.of("scopes", "Choose at least one.")).with("fresh", true),
        one.with("valid", false).with("makerLeft", false),
        one.with("valid", true).with("makerLeft", true).with("fresh", false),
        one.with("valid", true)
            .with("makerLeft", false)
            .with("fresh", true)
            .with("text", "sallyport_x")
            .with("previousUntil", SENT)
            .with("lastUse", SENT)
            .with("lastRefusal", SENT));
  }

  private static Stream<Sample> names() {
    NameLine line = new NameLine("Fenwick^Joan", 12, 7, "12 Mar 2026");
    ConfirmedName confirmed =
        new ConfirmedName(
            new AccountId(ID), "j.fenwick", "Fenwick^Joan", "noor.wolkenveld", Instant.EPOCH);
    Sample name = page("name", "name").with("opens", line);
    return Stream.of(
        page("names", "names").with("waiting", List.of(line)).with("names", List.of(confirmed)),
        page("names-none", "names").with("waiting", List.of()).with("names", List.of()),
        name.with("fresh", true),
        name.with("fresh", false),
        name.with("username", "s.quillfeather")
            .with(
                "person",
                new PersonCheck.Shown(
                    "00000000-0000-0001-0000-000000000002",
                    "Dr Sib Quillfeather, Physician, Practice Zuid")),
        name.with("fresh", true).with("confirmed", confirmed),
        name.with("fresh", true).with("usernameProblem", "There is no such account."));
  }

  private static Sample limits(String name) {
    return page(name, "limits")
        .with("limits", List.of())
        .with("brakes", List.of())
        .with("blocks", List.of())
        .with("window", "2 hours")
        .with("fresh", true)
        .with("freshFor", "5 minutes");
  }

  private static BrakeLine brake(String scope) {
    return new BrakeLine("+32475", scope, 102, 3, SENT, SENT.plusHours(1), 1);
  }

  private static Stream<Sample> state() {
    BlockFigures block = new BlockFigures("+32475", 21, 0, 102, 3);
    MessageLine message =
        new MessageLine(SENT, "SMS", "+32 ••• •• •• 84", "Failed", false, "No answer", "national");
    LimitLine limit = new LimitLine("code-destination", true, null, 3, 1, 10, 10, SENT);
    Sample state =
        page("state", "state")
            .with("phones", new Approvals.Figures(40, 38, 12, 10, 1))
            .with(
                "tasks",
                List.of(
                    new TaskLine("Archive read again", "error", SENT, "ArchiveUnreachable"),
                    new TaskLine("RetentionJob.run", "none", null, null)));
    return Stream.of(
        page("messages", "messages")
            .with("channels", List.of(new ChannelLine("SMS to BE", 4, 1, 2, 0)))
            .with(
                "routes",
                List.of(
                    new RouteLine("SMS", "national", 3, 0, null, SENT, "No answer"),
                    new RouteLine("SMS", "world", 4, 2, new BigDecimal("0.28"), null, "")))
            .with("messages", List.of(message)),
        page("messages-none", "messages").with("channels", List.of()).with("messages", List.of()),
        limits("limits").with("limits", List.of(limit)).with("blocks", List.of(block)),
        limits("limits-none"),
        limits("limits-brakes")
            .with("brakes", List.of(brake("all"), brake("new")))
            .with("blocks", List.of(block)),
        limits("limits-stale").with("brakes", List.of(brake("new"))).with("fresh", false),
        page("policy", "policy").with("policy", "given"),
        page("policy-preview", "policy")
            .with("policy", "given")
            .with("typed", "sallyport.lock.after: 3")
            .with(
                "changes",
                List.of(new PolicyLine("sallyport.lock.after", "5", "3", "2 accounts."))),
        page("policy-refused", "policy")
            .with("policy", "given")
            .with("typed", "x")
            .with("faulty", "the text is not YAML"),
        state.with("archive", new ArchiveLine(null, true, 1234L, SENT)),
        state.with("archive", new ArchiveLine(SENT, false, null, null)));
  }

  private static Sample page(String file, String template) {
    return Sample.page("staff-" + file, "admin/" + template)
        .with("visitor", Sample.visitor())
        .with("menu", MenuEntry.of(Rights.ADMINISTRATION))
        .with("fresh", true)
        .with("freshFor", "5 minutes");
  }
}
