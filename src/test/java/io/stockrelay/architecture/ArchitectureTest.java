package io.stockrelay.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.stockrelay");
    private static final JavaClasses OFFENDERS =
            new ClassFileImporter().importPackages("io.stockrelay.fixture", "io.stockrelay.fixture2");

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("decisions know no frameworks", Rules.decisionsKnowNoFrameworks()),
                Arguments.of("sql lives in jdbc packages", Rules.sqlLivesInJdbcPackages()),
                Arguments.of("time and ids come in as arguments", Rules.timeAndIdsComeInAsArguments()),
                Arguments.of("capabilities form no cycles", Rules.capabilitiesFormNoCycles()),
                Arguments.of("names say what they do", Rules.namesSayWhatTheyDo()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void the_program_keeps_the_rule(String name, ArchRule rule) {
        rule.check(MAIN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void the_rule_fires_on_an_offender(String name, ArchRule rule) {
        assertThat(rule.evaluate(OFFENDERS).hasViolation()).as(name).isTrue();
    }
}
