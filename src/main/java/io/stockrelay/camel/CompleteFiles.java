package io.stockrelay.camel;

import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.Step;
import io.stockrelay.source.ReceiptIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets only files through that are meant to be read: no folders, nothing hidden or still being written. A name that
 * could lead out of our own folder is refused before anything is downloaded, stays where it is, and is told once.
 */
final class CompleteFiles implements GenericFileFilter<Object> {

    static final SourceId SFTP = new SourceId("sftp");

    private static final Logger LOG = LoggerFactory.getLogger(CompleteFiles.class);
    private static final Set<String> UNFINISHED = Set.of(".part", ".tmp", ".filepart", ".partial", ".crdownload");
    private static final int NAME_LENGTH_MAX = 200;
    private static final int TOLD_MAX = 1_000;

    private final DeadLetters deadLetters;
    private final ReceiptIds receipts;
    private final Clock clock;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    CompleteFiles(DeadLetters deadLetters, ReceiptIds receipts, Clock clock) {
        this.deadLetters = deadLetters;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public boolean accept(GenericFile<Object> file) {
        String name = file.getFileNameOnly();
        if (file.isDirectory() || isUnfinished(name)) {
            return false;
        }
        if (isDangerous(name)) {
            tell(name);
            return false;
        }
        return true;
    }

    static boolean isUnfinished(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return name.startsWith(".") && !name.startsWith("..")
                || UNFINISHED.stream().anyMatch(lower::endsWith);
    }

    static boolean isDangerous(String name) {
        return name.contains("..")
                || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0
                || name.length() > NAME_LENGTH_MAX
                || name.chars().anyMatch(Character::isISOControl);
    }

    private void tell(String name) {
        if (told.size() >= TOLD_MAX || told.contains(name)) {
            return;
        }
        String message = "file name '" + name.replaceAll("\\p{Cntrl}", "?") + "' is refused: no '..', slash or control"
                + " character, at most " + NAME_LENGTH_MAX + " characters; the file was not touched, rename it";
        LOG.warn("file refused reason=\"{}\"", message);
        var delivery = new Delivery(
                receipts.next(),
                SFTP,
                "sftp",
                clock.instant(),
                "text/plain",
                Map.of(),
                name,
                name.getBytes(StandardCharsets.UTF_8));
        deadLetters.keep(delivery, List.of(Failure.ofWhole(Step.RECEIVE, CauseClass.VALIDATION, message)));
        told.add(name);
    }
}
