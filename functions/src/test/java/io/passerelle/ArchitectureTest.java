package io.passerelle;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The arrows of ARCHITECTURE.md: what each package may know.
class ArchitectureTest {

  private static final String ROOT = "io.passerelle.";
  private static final Path SOURCES = Path.of("src/main/java/io/passerelle");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.passerelle");

  /// Java itself, and annotations that say what may be null, are known to all.
  private static final List<String> EVERYWHERE = List.of("java..", "org.jspecify..");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          payment  | ''
          paymentorder | #payment
          card     | #payment
          cardfile | #payment
          edge     | #payment com.fasterxml.jackson.core.. com.amazonaws.services.lambda.runtime.. javax.crypto..
          gateway  | #payment #card #edge javax.crypto..
          shop     | #payment #edge javax.crypto..
          delivery | #payment #edge com.fasterxml.jackson.core.. org.apache.hc.core5.. javax.net..
          alert    | #payment #delivery com.samskivert.mustache.. jakarta.mail..
          aws      | #edge com.fasterxml.jackson.core..
          store    | #payment #paymentorder #card #edge #shop #delivery #alert #aws com.fasterxml.jackson.core..
          desk     | #payment #paymentorder #edge #shop #delivery #alert #aws #store #gateway com.fasterxml.jackson.core.. io.nayuki..
          sftp     | #edge org.apache.sshd..
          carddesk | #payment #card #cardfile #edge #shop #delivery #alert #aws #store #gateway #sftp com.fasterxml.jackson.core..
          webservice | #payment #paymentorder #edge #shop #aws #store #desk com.fasterxml.jackson.core..
          """)
  void aPackageKnowsNothingButThese(String name, String known) {
    List<String> allowed = new ArrayList<>(EVERYWHERE);
    allowed.add(ROOT + name + "..");
    for (String one : known.split(" ", -1)) {
      if (!one.isEmpty()) {
        allowed.add(one.startsWith("#") ? ROOT + one.substring(1) + ".." : one);
      }
    }

    ArchRule rule =
        classes()
            .that()
            .resideInAPackage(ROOT + name + "..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(allowed.toArray(String[]::new)).or(array()));

    rule.check(CLASSES);
  }

  /// An array's package is that of its elements, which is asked for by itself.
  private static DescribedPredicate<JavaClass> array() {
    return DescribedPredicate.describe(
        "primitives and arrays", one -> one.isPrimitive() || one.isArray());
  }

  @Test
  void whatAPackageOwnsIsKnownToItAlone() {
    List<List<String>> owned =
        List.of(
            List.of("org.apache.hc..", "delivery"),
            List.of("io.nayuki..", "desk"),
            List.of("com.samskivert..", "alert"),
            List.of("jakarta.mail..", "alert"),
            List.of("org.eclipse.angus..", "alert"));
    for (List<String> one : owned) {
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + one.get(1) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(one.getFirst())
          .check(CLASSES);
    }
  }

  @Test
  void theDomainReadsNoClockAndMakesNoIdAndDoesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "payment..", ROOT + "paymentorder..", ROOT + "card..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.sql..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.(time\\.Clock|util\\.UUID|util\\.Random|security\\..*|lang\\.Thread)")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void onlyTheClockThatIsHandedInIsRead() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void thePlatformsDoNotKnowEachOther() {
    slices()
        .matching(ROOT + "shop.(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void nothingKnowsTheFunctions() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "function..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "function..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyFunctionsAreCalledByLambda() {
    classes()
        .that()
        .implement(RequestStreamHandler.class)
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .resideInAPackage(ROOT + "function")
        .andShould()
        .haveSimpleNameEndingWith("Function")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "function..", ROOT + "edge..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.amazonaws.services.lambda..")
        .check(CLASSES);
  }

  @Test
  void noFunctionCallsAnother() {
    DescribedPredicate<JavaClass> functions =
        DescribedPredicate.describe(
            "functions",
            one ->
                one.isAssignableTo(RequestStreamHandler.class)
                    && !one.getModifiers().contains(JavaModifier.ABSTRACT));
    for (JavaClass function : CLASSES.that(functions)) {
      assertThat(function.getDirectDependenciesFromSelf())
          .as(function.getSimpleName())
          .noneMatch(dependency ->
              !dependency.getTargetClass().equals(function)
                  && functions.test(dependency.getTargetClass()));
    }
  }

  /// The names of the gateway's fields are read where it stands in the source, since constants are
  /// copied by the compiler.
  @Test
  void theGatewaysFieldNamesStandInItsOwnPackageAlone() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      if (!file.startsWith(SOURCES.resolve("gateway"))) {
        for (String line : Files.readAllLines(file)) {
          String code = line.strip().startsWith("//") ? "" : line;
          if (code.contains("\"vads_") || code.contains("\"kr-")) {
            found.add(file + ": " + line.strip());
          }
        }
      }
    }

    assertThat(found).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> walk = Files.walk(SOURCES)) {
      return walk.filter(path -> path.toString().endsWith(".java")).toList();
    }
  }
}
