package io.stockrelay.camel;

import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.source.FileRunStore;
import io.stockrelay.source.FileRuns;
import io.stockrelay.source.ReceiptIds;
import io.stockrelay.source.SourceDirectory;
import io.stockrelay.source.Sources;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.OpenOrders;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps that file routes name. */
@Configuration(proxyBeanMethods = false)
class FileConfiguration {

    private final Clock clock;
    private final Path workFolder;

    FileConfiguration(ObjectProvider<Clock> clock, @Value("${stockrelay.data:./data}") Path data) {
        this.clock = clock.getIfAvailable(Clock::systemUTC);
        this.workFolder = data.resolve("in-progress").resolve("results");
    }

    @Bean
    FileRuns fileRunsApi(
            FileRunStore store,
            SourceDirectory directory,
            Mappings mappings,
            Ledger ledger,
            OpenOrders books,
            ReceiptIds ids) {
        return new FileRuns(store, directory, mappings, ledger, books, ids, clock);
    }

    @Bean
    FileResults fileResults(FileRuns runs, ProducerTemplate producer) {
        return new FileResults(runs, producer);
    }

    @Bean
    HeldRuns heldRuns(FileRuns runs, Sources sources, FileResults results) {
        return new HeldRuns(runs, sources, results, workFolder);
    }

    @Bean
    FileSteps fileSteps(
            FileRuns runs, Sources sources, FileResults results, DeadLetters deadLetters, ReceiptIds receipts) {
        return new FileSteps(runs, sources, results, deadLetters, receipts, clock, workFolder);
    }

    @Bean
    Processor fileRuns(FileSteps steps) {
        return steps::run;
    }

    @Bean
    Processor fileResult(FileSteps steps) {
        return steps::deliver;
    }

    @Bean
    Processor fileFailed(FileSteps steps) {
        return steps::fail;
    }

    @Bean
    CompleteFiles completeFiles(DeadLetters deadLetters, ReceiptIds receipts) {
        return new CompleteFiles(deadLetters, receipts, clock);
    }
}
