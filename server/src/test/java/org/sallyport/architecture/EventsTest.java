package org.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.AuditLog;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.EventHandler;
import org.springframework.context.event.EventListener;

/** What follows from an event is decided in one class, and recorded by it. */
class EventsTest {
  private static final String CONSEQUENCES = "org.sallyport.edge.consequences..";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.sallyport");

  @Test
  void oneClassReceivesEvents() {
    classes()
        .that()
        .areAssignableTo(EventHandler.class)
        .and()
        .areNotInterfaces()
        .should(
            ArchConditions.be(
                DescribedPredicate.<JavaClass>describe(
                    "org.sallyport.edge.consequences.Consequences",
                    type -> type.getName().equals("org.sallyport.edge.consequences.Consequences"))))
        .check(PRODUCT);
  }

  @Test
  void nobodyListensToThem() {
    methods()
        .that()
        .areAnnotatedWith(EventListener.class)
        .or()
        .areMetaAnnotatedWith(EventListener.class)
        .should(
            ArchConditions.not(
                ArchConditions.have(
                    DescribedPredicate.<JavaMethod>describe(
                        "a domain event as parameter",
                        method ->
                            method.getRawParameterTypes().stream()
                                .anyMatch(type -> type.isAssignableTo(DomainEvent.class))))))
        .check(PRODUCT);
  }

  @Test
  void onlyConsequencesWritesToTheAuditLog() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CONSEQUENCES)
        .should()
        .callMethod(AuditLog.class, "record", DomainEvent.class, Origin.class)
        .check(PRODUCT);
  }

  @Test
  void onlyPublishingCallsTheReceiver() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.sallyport.platform.events.DomainEvents")
        .should()
        .callMethod(EventHandler.class, "handle", DomainEvent.class, Origin.class)
        .check(PRODUCT);
  }
}
