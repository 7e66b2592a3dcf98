package io.stockrelay.camel;

import io.stockrelay.source.FileRuns;
import io.stockrelay.source.FileRuns.Taken;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Writes a run's result beside its file, in the folder of the source's SFTP account. */
class FileResults {

    private static final String SUFFIX = ".result.csv";

    private final FileRuns runs;
    private final ProducerTemplate producer;

    FileResults(FileRuns runs, ProducerTemplate producer) {
        this.runs = runs;
        this.producer = producer;
    }

    void deliver(Taken taken) throws IOException {
        // Under its own name only when whole: somebody may wait for it.
        String address = "sftp:{{sftp:" + taken.run().source() + "/" + taken.folder() + "}}&disconnect=true"
                + "&tempFileName=${file:name}.part";
        producer.sendBodyAndHeader(address, taken.report().toFile(), Exchange.FILE_NAME, taken.name() + SUFFIX);
        runs.delivered(taken);
        Files.deleteIfExists(taken.report());
    }
}
