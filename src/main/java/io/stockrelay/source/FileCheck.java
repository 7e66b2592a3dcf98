package io.stockrelay.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.stockrelay.source.SourceSettings.CsvFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks through a whole file before anything of it counts. */
final class FileCheck {

    /**
     * @param contentHash SHA-256 of its bytes
     * @param header its first line
     * @param problem why the whole file is refused; null where nothing is wrong with it
     */
    record Checked(
            String contentHash,
            long bytes,
            String header,
            @Nullable String problem) {}

    private static final int SHOWN_MAX = 200;

    private FileCheck() {}

    static Checked check(Path file, CsvFile settings) throws IOException {
        long bytes = Files.size(file);
        var digest = sha256();
        String header = "";
        String problem;
        try (var in = new DigestInputStream(Files.newInputStream(file), digest);
                var reader = reader(in, settings)) {
            if (bytes > settings.bytesMax()) {
                problem = "the file has " + bytes + " bytes, more than the " + settings.bytesMax() + " it may have";
            } else {
                var lines = lines(reader);
                header = lines.map(Lines::header).orElse("");
                problem = lines.isEmpty()
                        ? undecodable(settings)
                        : problem(lines.get(), settings).orElse(null);
            }
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new Checked(HexFormat.of().formatHex(digest.digest()), bytes, header, problem);
    }

    /** Decodes strictly: a wrong character set is found before the first row counts. */
    static BufferedReader reader(InputStream in, CsvFile settings) {
        var decoder = Charset.forName(settings.charset())
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new BufferedReader(new InputStreamReader(in, decoder), 1 << 16);
    }

    private static Optional<Lines> lines(BufferedReader reader) throws IOException {
        try {
            return Optional.of(Lines.of(reader));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String undecodable(CsvFile settings) {
        return "the file is not written in " + settings.charset()
                + ", as config/stockrelay.yaml says; export it so, or correct the charset there";
    }

    private static Optional<String> problem(Lines lines, CsvFile settings) {
        if (lines.header().isBlank()) {
            return Optional.of("the file is empty");
        }
        return ByteOrderMark.problem(lines.header(), settings.charset())
                .or(() -> header(lines.header(), settings))
                .or(() -> lines.problem(settings));
    }

    private static Optional<String> header(String line, CsvFile settings) {
        List<String> found;
        try {
            found = new CsvRows(new BufferedReader(new StringReader(line)), settings.separator()).header();
        } catch (CsvParseException e) {
            return Optional.of("the quotes of the header do not match");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory has none
        }
        var missing = settings.columns().stream()
                .filter(column -> !found.contains(column))
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of("the header lacks " + String.join(", ", missing) + "; it has " + shown(found)
                    + " (separated by '" + settings.separator() + "')");
        }
        return found.stream().distinct().count() == found.size()
                ? Optional.empty()
                : Optional.of("the header names a column twice: " + shown(found));
    }

    /** Whatever was uploaded under a name that ends in .csv: short, and nothing a terminal would choke on. */
    private static String shown(List<String> columns) {
        var text = String.join(", ", columns).replaceAll("\\p{Cntrl}", "\uFFFD");
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** What a file's lines look like, found without ever holding more than a buffer of it. */
    private record Lines(String header, long rows, long tooLong) {

        static Lines of(BufferedReader reader) throws IOException {
            var header = new StringBuilder();
            char[] buffer = new char[1 << 16];
            long line = 1;
            long rows = 0;
            long tooLong = 0;
            int length = 0;
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    char c = buffer[i];
                    if (c == '\n') {
                        rows += line > 1 && length > 0 ? 1 : 0;
                        line++;
                        length = 0;
                    } else if (c != '\r') {
                        length++;
                        if (line == 1 && length <= CsvRows.LINE_LENGTH_MAX) {
                            header.append(c);
                        }
                        tooLong = length == CsvRows.LINE_LENGTH_MAX + 1 && tooLong == 0 ? line : tooLong;
                    }
                }
            }
            rows += line > 1 && length > 0 ? 1 : 0;
            return new Lines(header.toString(), rows, tooLong);
        }

        Optional<String> problem(CsvFile settings) {
            if (rows == 0) {
                return Optional.of("the file has a header and no rows");
            }
            if (rows > settings.rowsMax()) {
                return Optional.of(
                        "the file has " + rows + " lines, more than the " + settings.rowsMax() + " it may have");
            }
            return tooLong == 0
                    ? Optional.empty()
                    : Optional.of("line " + tooLong + " is longer than " + CsvRows.LINE_LENGTH_MAX + " characters");
        }
    }
}
