package io.stockrelay.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.retention.Expiring.Step;
import io.stockrelay.source.ReceiptIds;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldRowsIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private static final Instant LIMIT = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void receipts_go_by_the_time_in_their_number_in_batches() {
        for (int i = 1; i <= 5; i++) {
            receipt(LIMIT.minusMillis(i));
        }
        receipt(LIMIT);
        receipt(LIMIT.plus(Duration.ofDays(1)));
        var receipts = new OldReceipts(DB.dataSource());

        assertThat(receipts.removeBefore(LIMIT, 3)).isEqualTo(new Step(3, false));
        assertThat(receipts.removeBefore(LIMIT, 3)).isEqualTo(new Step(2, true));

        assertThat(count("receipt")).isEqualTo(2);
    }

    @Test
    void the_numbers_that_are_given_out_are_the_ones_that_are_compared() {
        var before = Instant.now();
        var given = new ReceiptIds().next().value();

        assertThat(given.toString()).isGreaterThan(OldReceipts.firstOf(before).toString());
        assertThat(given.toString())
                .isLessThan(OldReceipts.firstOf(before.plusSeconds(60)).toString());
    }

    @Test
    void chunks_go_with_finished_files_whose_result_is_delivered_and_the_file_stays_known() {
        var old = file(LIMIT.minusSeconds(1), 4);
        var young = file(LIMIT.plusSeconds(1), 4);
        var unfinished = file(null, 4);
        var undelivered = file(LIMIT.minusSeconds(1), 4);
        DB.jdbc()
                .sql("insert into run_row (run_id, line, part, kind, payload) values (?, 1, 0, 'E', '')")
                .param(undelivered)
                .update();
        var chunks = new OldFileChunks(DB.dataSource());

        assertThat(chunks.removeBefore(LIMIT, 3)).isEqualTo(new Step(3, false));
        assertThat(chunks.removeBefore(LIMIT, 3)).isEqualTo(new Step(1, true));

        assertThat(List.of(chunks(old), chunks(young), chunks(unfinished), chunks(undelivered)))
                .containsExactly(0L, 4L, 4L, 4L);
        assertThat(count("file_run")).isEqualTo(4);
    }

    private static void receipt(Instant at) {
        DB.jdbc()
                .sql("insert into receipt (id, source, received_at, outcomes) values (?, 'wms', ?, '')")
                .param(new UUID(at.toEpochMilli() << 16 | 0x7abcL, Long.MIN_VALUE + at.toEpochMilli()))
                .param(at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static UUID file(@Nullable Instant finishedAt, int chunks) {
        var id = UUID.randomUUID();
        DB.jdbc()
                .sql(
                        "insert into file_run (id, source, route, file_name, content_hash, bytes, header, state, started_at,"
                                + " finished_at) values (?, 'threepl', 'r', 'f', 'h', 1, '', 'DONE', ?, ?)")
                .param(id)
                .param(LIMIT.minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .param(finishedAt == null ? null : finishedAt.atOffset(ZoneOffset.UTC))
                .update();
        for (int i = 0; i < chunks; i++) {
            DB.jdbc()
                    .sql("insert into run_chunk (run_id, chunk, outcomes) values (?, ?, '')")
                    .param(id)
                    .param(i)
                    .update();
        }
        return id;
    }

    private static long chunks(UUID run) {
        return DB.jdbc()
                .sql("select count(*) from run_chunk where run_id = ?")
                .param(run)
                .query(Long.class)
                .single();
    }

    private static long count(String table) {
        return DB.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }
}
