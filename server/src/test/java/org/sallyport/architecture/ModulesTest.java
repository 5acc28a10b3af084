package org.sallyport.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.Sallyport;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.access.annotations.ForAttempt;
import org.sallyport.platform.access.annotations.ForGuest;
import org.sallyport.platform.access.annotations.ForHelpDesk;
import org.sallyport.platform.access.annotations.ForOpenSession;
import org.sallyport.platform.access.annotations.ForPasswordChange;
import org.sallyport.platform.access.annotations.ForReader;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.access.keys.ForAnyKey;
import org.sallyport.platform.access.keys.ForKey;
import org.sallyport.platform.installation.TypedDates;
import org.sallyport.portal.studies.list.StudyPosition;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RequestMapping;

class ModulesTest {
  private static final Pattern METHOD =
      Pattern.compile("String METHOD = \"(\\w+)\"|String method\\(\\) \\{\\s+return \"(\\w+)\"");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.sallyport");

  private static final ApplicationModules MODULES = ApplicationModules.of(Sallyport.class);

  private static final Set<String> DATES =
      Stream.of(Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class)
          .map(Class::getName)
          .collect(Collectors.toSet());

  @Test
  void modulesUseOnlyTheirAllowedDependencies() {
    MODULES.verify();
  }

  /** The description of a package among the tests would be read in place of the module's. */
  @Test
  void noTestHidesTheDescriptionOfAModule() throws IOException {
    Path tests = Path.of("src/test/java");
    try (Stream<Path> files = Files.walk(tests)) {
      assertThat(files.filter(it -> it.endsWith("package-info.java")))
          .noneMatch(it -> Files.exists(Path.of("src/main/java").resolve(tests.relativize(it))));
    }
  }

  @Test
  void everyModuleListsItsDependenciesAndNoOther() {
    MODULES.forEach(
        module -> {
          ApplicationModule named = named(module);
          Set<String> used = used(module);
          assertThat(List.of(named.allowedDependencies()))
              .as("module %s", module.getIdentifier())
              .doesNotContain(ApplicationModule.OPEN_TOKEN)
              .allSatisfy(allowed -> assertThat(used).contains(moduleOf(allowed)));
        });
  }

  private static Set<String> used(org.springframework.modulith.core.ApplicationModule module) {
    return module.getDirectDependencies(MODULES).stream()
        .map(dependency -> dependency.getTargetModule().getIdentifier().toString())
        .collect(Collectors.toSet());
  }

  /** The module of an allowed dependency, for example "account" of "account :: password". */
  private static String moduleOf(String allowed) {
    return allowed.replaceAll(" *::.*", "");
  }

  @Test
  void aModuleUsesOnlyLowerLevels() {
    for (var module : MODULES) {
      String user = module.getIdentifier().toString();
      if (Levels.room(user).equals(user)) {
        for (String allowed : named(module).allowedDependencies()) {
          assertThat(Levels.mayUse(user, Levels.room(moduleOf(allowed))))
              .as("%s uses %s", user, allowed)
              .isTrue();
        }
      }
    }
  }

  @Test
  void everyModuleIsInADistrict() {
    MODULES.forEach(
        module -> assertThat(Levels.district(module.getIdentifier().toString())).isNotNegative());
    classes()
        .that()
        .resideOutsideOfPackage("org.sallyport")
        .should()
        .resideInAnyPackage(
            Levels.DISTRICTS.stream()
                .map(it -> "org.sallyport." + it + "..")
                .toArray(String[]::new))
        .check(PRODUCT);
  }

  @Test
  void theGateKnowsNothingOfThePortal() {
    noClasses()
        .that()
        .resideInAPackage("org.sallyport.gate..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.sallyport.portal..")
        .check(PRODUCT);
  }

  @Test
  void everyHandlerSaysWhoMayCallIt() {
    methods()
        .that()
        .areMetaAnnotatedWith(RequestMapping.class)
        .should(sayWhoMayCallThem())
        .check(PRODUCT);
  }

  @Test
  void onlyTheCryptoModuleUsesCryptoAndRandomness() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.sallyport.platform.crypto..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.crypto..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.security.SecureRandom")
        .check(PRODUCT);
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Random.class, ThreadLocalRandom.class)
        .orShould()
        .callMethod(Math.class, "random")
        .check(PRODUCT);
  }

  /** {@code java.time} accepts years that the database cannot hold. */
  @Test
  void datesOfFormsAreParsedInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.sallyport.platform.backup..") // files that it wrote itself
        .and()
        .doNotBelongToAnyOf(TypedDates.class, StudyPosition.class)
        .should()
        .callMethodWhere(
            target(nameMatching("parse"))
                .and(
                    DescribedPredicate.describe(
                        "takes a text without a format",
                        call ->
                            call.getTarget().getRawParameterTypes().size() == 1
                                && DATES.contains(call.getTargetOwner().getName()))))
        .check(PRODUCT);
  }

  @Test
  void timeComesFromTheClock() {
    noClasses()
        .should()
        .callMethodWhere(
            target(nameMatching("now"))
                .and(
                    target(
                        DescribedPredicate.describe(
                            "takes no clock", target -> target.getRawParameterTypes().isEmpty())))
                .and(
                    DescribedPredicate.describe(
                        "is of java.time",
                        call ->
                            call.getTargetOwner().isEquivalentTo(Instant.class)
                                || call.getTargetOwner().isEquivalentTo(LocalDate.class)
                                || call.getTargetOwner().isEquivalentTo(LocalDateTime.class)
                                || call.getTargetOwner().isEquivalentTo(ZonedDateTime.class))))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(PRODUCT);
  }

  @Test
  void mailAndHttpLeaveByTheirAdapters() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.sallyport.gate.delivery.mail..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("jakarta.mail..", "org.springframework.mail.."))
        .check(PRODUCT);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.sallyport.portal.archive..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..")
        .check(PRODUCT);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.http.HttpClient")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideOutsideOfPackages("org.sallyport.platform.http..", "org.sallyport.portal.archive..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.hc..")
        .check(PRODUCT);
  }

  @Test
  void connectionsOfOurOwnAreOpenedByOneAdapter() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.sallyport.gate.delivery..",
            "org.sallyport.gate.directory.ldap..",
            "org.sallyport.platform.database..",
            "org.sallyport.platform.http..",
            "org.sallyport.staff.siem.syslog..")
        .and()
        .doNotHaveFullyQualifiedName("org.sallyport.edge.web.proxy.PublicAddressExamination")
        .and()
        .haveNameNotMatching("org\\.sallyport\\.platform\\.monitoring\\.ShownCertificates.*")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.net.ssl..")
        .check(PRODUCT);
  }

  /** A new factor is a new folder: other modules use it by the interface. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gate/signin",
        "gate/selfservice",
        "gate/accountrecovery",
        "gate/notifications",
        "staff/admin",
        "edge/web"
      })
  void noOtherModuleKnowsAFactorByName(String room) throws IOException {
    List<String> methods =
        sources("gate/secondfactor").stream()
            .flatMap(text -> METHOD.matcher(text).results())
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .toList();
    assertThat(methods).contains("totp", "passkey").hasSizeGreaterThan(6);
    for (String text : sources(room)) {
      assertThat(methods)
          .as(text.substring(0, Math.min(text.length(), 2000)))
          .noneMatch(method -> text.contains("METHOD = \"" + method + "\""))
          .noneMatch(method -> text.contains("equals(\"" + method + "\")"))
          .noneMatch(method -> text.contains("byMethod(\"" + method + "\")"))
          .noneMatch(method -> text.contains("case \"" + method + "\""));
    }
  }

  private static List<String> sources(String room) throws IOException {
    Path folder = Path.of("src/main/java/org/sallyport", room);
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  @Test
  void onlyTheLockOnItsRowMakesAHeldAccount() {
    noClasses()
        .that()
        .areNotAssignableTo(Accounts.class)
        .should()
        .callConstructor(HeldAccount.class, Account.class)
        .check(PRODUCT);
  }

  /** A lock ends with its transaction; a component lives on. */
  @Test
  void noComponentKeepsAHeldAccount() {
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .areNotRecords()
        .should()
        .haveRawType(HeldAccount.class)
        .check(PRODUCT);
  }

  /** Lombok writes constructors that only assign, and nothing else (ADR 0118). */
  @Test
  void lombokGeneratesConstructorsOnly() throws IOException {
    Pattern lombok = Pattern.compile("import (?:static )?lombok\\.([\\w.*]+);");
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      Set<String> used = new TreeSet<>();
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        lombok.matcher(Files.readString(file)).results().forEach(it -> used.add(it.group(1)));
      }
      assertThat(used).containsExactly("AccessLevel", "RequiredArgsConstructor");
    }
  }

  @Test
  void packagesHaveAtMostTwentyFiles() {
    Map<String, Long> files =
        PRODUCT.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(files)
        .isNotEmpty()
        .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(20));
  }

  @Test
  void packagesHaveDomainNames() {
    classes()
        .should()
        .resideOutsideOfPackages(
            "..util..", "..common..", "..helper..", "..manager..", "..impl..", "..controller..")
        .check(PRODUCT);
  }

  private static ApplicationModule named(org.springframework.modulith.core.ApplicationModule room) {
    ApplicationModule named =
        PRODUCT
            .get(room.getBasePackage().getName() + ".package-info")
            .getAnnotationOfType(ApplicationModule.class);
    return named;
  }

  private static ArchCondition<JavaMethod> sayWhoMayCallThem() {
    return new ArchCondition<>("say who may call them") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean says = says(method) || says(method.getOwner());
        events.add(
            new SimpleConditionEvent(
                method, says, method.getFullName() + " does not say who may call it"));
      }
    };
  }

  private static boolean says(com.tngtech.archunit.core.domain.properties.CanBeAnnotated it) {
    return it.isAnnotatedWith(ForAdmin.class)
        || it.isAnnotatedWith(ForKey.class)
        || it.isAnnotatedWith(ForAnyKey.class)
        || it.isAnnotatedWith(ForAnyone.class)
        || it.isAnnotatedWith(ForGuest.class)
        || it.isAnnotatedWith(ForAttempt.class)
        || it.isAnnotatedWith(ForHelpDesk.class)
        || it.isAnnotatedWith(ForOpenSession.class)
        || it.isAnnotatedWith(ForPasswordChange.class)
        || it.isAnnotatedWith(ForReader.class)
        || it.isAnnotatedWith(ForSignedIn.class);
  }
}
