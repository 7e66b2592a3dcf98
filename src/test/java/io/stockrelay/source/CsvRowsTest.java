package io.stockrelay.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

    @Test
    void rows_keep_their_line_numbers_also_after_quoted_breaks_and_blank_lines() throws IOException {
        var rows = rows("a;b\n1;x\n\n2;\"two\nlines\"\n3;z\n");

        assertThat(rows).extracting(CsvRows.Row::line).containsExactly(2L, 4L, 6L);
        assertThat(rows.get(1).columns()).containsEntry("b", "two\nlines");
    }

    @Test
    void a_malformed_row_does_not_end_the_stream() throws IOException {
        var rows = rows("a;b\n1;x\n2;\"y\" z\n3;z\n");

        assertThat(rows.get(1).problem()).isEqualTo("the quotes of the row do not match");
        assertThat(rows.get(2).columns()).containsEntry("a", "3");
    }

    @Test
    void a_quote_nobody_closed_costs_its_own_row_only() throws IOException {
        var text = new StringBuilder("a;b\n1;\"open\n");
        for (int i = 2; i < 60; i++) {
            text.append(i).append(";x\n");
        }

        var rows = rows(text.toString());

        assertThat(rows).hasSize(59);
        assertThat(rows.get(0).problem()).isNotNull();
        assertThat(rows.subList(1, 59))
                .allSatisfy(row -> assertThat(row.problem()).isNull());
        assertThat(rows.get(58).line()).isEqualTo(60);
    }

    @Test
    void too_few_or_too_many_columns_are_told() throws IOException {
        var rows = rows("a;b\n1\n1;2;3\n");

        assertThat(rows)
                .extracting(CsvRows.Row::problem)
                .containsExactly("the row has 1 columns, the header has 2", "the row has 3 columns, the header has 2");
    }

    @Test
    void a_byte_order_mark_is_not_part_of_the_first_column() throws IOException {
        assertThat(rows("\uFEFFa;b\n1;2\n").get(0).columns()).containsKey("a");
    }

    private static List<CsvRows.Row> rows(String text) throws IOException {
        var rows = new CsvRows(new BufferedReader(new StringReader(text)), ';');
        rows.header();
        var all = new ArrayList<CsvRows.Row>();
        for (var row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }
}
