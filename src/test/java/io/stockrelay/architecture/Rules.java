package io.stockrelay.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/** The walls of the house. A fixture package beside each root holds the offender that shows the rule fires. */
final class Rules {

    private static final String[] CAPABILITIES = {
        "shared",
        "stock",
        "reservation",
        "allocation",
        "notice",
        "availability",
        "mapping",
        "source",
        "channel",
        "deadletter",
        "retention",
        "settings",
        "fixture"
    };

    private Rules() {}

    static ArchRule decisionsKnowNoFrameworks() {
        return noClasses()
                .that(resideInAnyPackage(capabilityRoots()))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.springframework.jdbc..",
                        "org.springframework.web..",
                        "org.apache.camel..",
                        "jakarta.servlet..",
                        "jakarta.jms..",
                        "java.sql.."))
                .because("decisions are pure; adapters at the edge read and write");
    }

    static ArchRule sqlLivesInJdbcPackages() {
        return noClasses()
                .that(resideInAnyPackage("io.stockrelay.."))
                .and(DescribedPredicate.not(resideInAnyPackage("..jdbc..", "..platform..", "..bench..", "..testkit..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "org.springframework.jdbc.core..")
                        .and(DescribedPredicate.not(
                                assignableTo(Throwable.class)))) // classifiers may tell failures apart
                .because("SQL is looked for in <capability>.jdbc and nowhere else");
    }

    static ArchRule timeAndIdsComeInAsArguments() {
        return noClasses()
                .that(resideInAnyPackage(capabilityRoots()))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a decision that reads the clock cannot be tested on the second that matters");
    }

    static ArchRule capabilitiesFormNoCycles() {
        return slices().matching("io.stockrelay.(*)..").should().beFreeOfCycles();
    }

    static ArchRule namesSayWhatTheyDo() {
        return noClasses()
                .that(resideInAnyPackage("io.stockrelay.."))
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Dto|Info|Data)")
                .because("such a suffix says nothing about what the class is for");
    }

    private static String[] capabilityRoots() {
        return Stream.of(CAPABILITIES)
                .map(capability -> "io.stockrelay." + capability)
                .toArray(String[]::new);
    }
}
