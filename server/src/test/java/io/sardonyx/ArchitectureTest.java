package io.sardonyx;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.sardonyx.platform.boot.ProgramCommand;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.events.EventBus;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.web.routes.Anonymous;
import io.sardonyx.testing.ProgramClasses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The shape of the house. */
class ArchitectureTest {
  private static final String ROOT = "io.sardonyx";
  private static final String PLATFORM = ROOT + ".platform..";
  private static final String IDENTITY = ROOT + ".identity..";
  private static final String REALTIME = ROOT + ".realtime..";
  private static final String BOOT = ROOT + ".platform.boot..";

  private static final JavaClasses PROGRAM = ProgramClasses.all();

  @Test
  void theWholeProgramIsLookedAt() {
    assertThat(PROGRAM.contain("io.sardonyx.platform.database.Database")).isTrue();
    assertThat(PROGRAM.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .contains("io.sardonyx.platform.web", "io.sardonyx.sessions");
  }

  @Test
  void thePlatformKnowsNoFeature() {
    noClasses()
        .that()
        .resideInAPackage(PLATFORM)
        .should()
        .dependOnClassesThat(
            describe(
                "belong to identity or a feature",
                (JavaClass type) ->
                    isOurs(type) && !type.getPackageName().startsWith(ROOT + ".platform")))
        .check(PROGRAM);
  }

  @Test
  void identityKnowsNoFeature() {
    noClasses()
        .that()
        .resideInAPackage(IDENTITY)
        .should()
        .dependOnClassesThat(
            describe("belong to a feature", (JavaClass type) -> isOurs(type) && isFeature(type)))
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void realtimeKnowsTopicsAndEventsAndNoFeature() {
    noClasses()
        .that()
        .resideInAPackage(REALTIME)
        .should()
        .dependOnClassesThat(
            describe(
                "belong to another feature",
                (JavaClass type) ->
                    isFeature(type) && !type.getPackageName().startsWith(ROOT + ".realtime")))
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void featuresMakeNoCircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void packagesMakeNoCircle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void everyPackageSaysThatNothingIsNullUnlessItSaysSo() {
    var unmarked =
        PROGRAM.stream()
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackage)
            .filter(at -> at.tryGetAnnotationOfType(NullMarked.class).isEmpty())
            .map(at -> at.getName())
            .collect(Collectors.toSet());
    assertThat(unmarked).isEmpty();
  }

  @Test
  void storesAreOfTheirPackageAlone() {
    classes().that().haveSimpleNameEndingWith("Store").should().notBePublic().check(PROGRAM);
  }

  @Test
  void whatHasAPathIsAResourceAndRunsOnVirtualThreads() {
    classes()
        .that()
        .areAnnotatedWith(Path.class)
        .should()
        .haveSimpleNameEndingWith("Resource")
        .andShould()
        .beAnnotatedWith(RunOnVirtualThread.class)
        .check(PROGRAM);
  }

  @Test
  void resourcesDoNotTouchTheDatabase() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Resource")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".platform.database..")
        .orShould()
        .dependOnClassesThat()
        .haveSimpleNameEndingWith("Store")
        .check(PROGRAM);
  }

  @Test
  void whatAResourceAsksOfAUseCaseBeginsWithTheCaller() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Resource")
        .and()
        .areNotAnnotatedWith(Anonymous.class)
        .should(sayWhoCalls())
        .check(PROGRAM);
  }

  @Test
  void jobsHaveConnectionsOfTheirOwn() {
    classes()
        .that()
        .implement(Job.class)
        .and(
            describe(
                "ask the database",
                type ->
                    type.getFields().stream()
                        .anyMatch(field -> field.getRawType().isEquivalentTo(Database.class))))
        .should()
        .callMethod(Database.class, "background")
        .check(PROGRAM);
  }

  @Test
  void callersAreValuesAndNothingIsTiedToAThread() {
    noFields()
        .should()
        .haveRawType(
            describe(
                "a thread-local",
                (JavaClass type) ->
                    type.isAssignableTo(ThreadLocal.class)
                        || type.isAssignableTo(ScopedValue.class)))
        .check(PROGRAM);
  }

  /**
   * An id's time is only its place in an order: the maker of ids asks the system. {@code Date} is
   * what the library for tokens speaks; it is turned from and into an {@code Instant}.
   */
  @Test
  void timeIsAskedOfTheClockThatIsInjected() {
    var now =
        Set.of(
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class);
    for (var type : now) {
      noClasses()
          .that()
          .doNotBelongToAnyOf(Ids.class)
          .should()
          .callMethodWhere(target(owner(describeType(type))).and(target(name("now"))))
          .check(PROGRAM);
    }
    noClasses()
        .that()
        .resideOutsideOfPackage(BOOT)
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callConstructor(Date.class)
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, Calendar.class)
        .check(PROGRAM);
  }

  /** What is appended is published after the commit by the log, so that nobody can forget it. */
  @Test
  void onlyTheLogPublishesNumberedEvents() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".platform.events")
        .should()
        .callMethodWhere(target(owner(assignableTo(EventBus.class))).and(target(name("publish"))))
        .check(PROGRAM);
  }

  @Test
  void namesSayWhatAThingDoes() {
    noClasses()
        .should()
        .haveNameMatching(".*[.$][A-Z]\\w*(Manager|Helper|Impl|Utils?|Common|Base|Entity|Dto)")
        .orShould()
        .haveNameMatching(".*[.$](Base|Common)[A-Z]\\w*")
        .check(PROGRAM);
  }

  @Test
  void onlyTheStartTheEndAndCommandsTalkToTheConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BOOT)
        .and()
        .areNotAssignableTo(ProgramCommand.class)
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(PROGRAM);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> describeType(
      Class<?> type) {
    return describe(type.getSimpleName(), (JavaClass found) -> found.isEquivalentTo(type));
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(ROOT);
  }

  private static boolean isFeature(JavaClass type) {
    var name = type.getPackageName();
    return name.startsWith(ROOT + ".")
        && !name.startsWith(ROOT + ".platform")
        && !name.startsWith(ROOT + ".identity");
  }

  /** Of whoever owns transactions: they run in the caller's name, so the caller comes first. */
  private static ArchCondition<JavaMethod> sayWhoCalls() {
    return new ArchCondition<>("give the caller to every use case first") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        method.getMethodCallsFromSelf().stream()
            .filter(call -> ownsTransactions(call.getTargetOwner()))
            .filter(call -> !startsWithCaller(call))
            .forEach(
                call -> events.add(SimpleConditionEvent.violated(method, call.getDescription())));
      }
    };
  }

  private static boolean ownsTransactions(JavaClass type) {
    return isOurs(type)
        && type.getAllFields().stream()
            .anyMatch(field -> field.getRawType().isEquivalentTo(Database.class));
  }

  private static boolean startsWithCaller(JavaMethodCall call) {
    var parameters = call.getTarget().getRawParameterTypes();
    return !parameters.isEmpty() && parameters.getFirst().isEquivalentTo(Caller.class);
  }
}
