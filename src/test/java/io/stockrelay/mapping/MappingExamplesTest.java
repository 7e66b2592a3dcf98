package io.stockrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case beside a program of the sample company. */
class MappingExamplesTest {

    private static final MappingFolder FOLDER = SampleCompany.mappings();

    @TestFactory
    Stream<DynamicTest> every_example_maps_as_it_says() {
        return MappingExamples.read(SampleCompany.HOME).stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.file() + ": " + example.name(),
                        () -> assertThat(example.differences(FOLDER.mappings())).isEmpty()));
    }

    @Test
    void the_sample_companys_tables_and_programs_have_no_problem() {
        assertThat(FOLDER.problems()).isEmpty();
        assertThat(FOLDER.catalogue().items()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void there_are_examples_for_every_source() {
        assertThat(MappingExamples.read(SampleCompany.HOME))
                .extracting(example -> example.source().value())
                .contains("erp", "wms", "threepl", "markthalle", "manual");
    }

    @Test
    void an_example_that_does_not_hold_says_what_came_instead() {
        var example = MappingExamples.read(SampleCompany.HOME).get(0);
        var wrong = new MappingExample(
                example.file(),
                example.name(),
                example.source(),
                ((ObjectNode) example.content().deepCopy()).put("groups", 99).put("inputt", ""));

        assertThat(wrong.differences(FOLDER.mappings()))
                .hasSize(2)
                .anyMatch(text -> text.contains("groups should be 99 but is 2"))
                .anyMatch(text -> text.contains("'inputt' is not known"));
    }
}
