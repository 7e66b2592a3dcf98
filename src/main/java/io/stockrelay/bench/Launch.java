package io.stockrelay.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words that start this very program once more. */
public final class Launch {

    private static final String MAIN = "io.stockrelay.StockRelay";
    /** Those of {@code ./stockrelay run}. */
    private static final List<String> OPTIONS =
            List.of("-Xmx1g", "-XX:MetaspaceSize=160m", "-XX:+ExitOnOutOfMemoryError");

    private static final String COLLECTOR = "-XX:+UseParallelGC";
    /** The command asks for it where the system has them: so does whoever was started with it. */
    private static final String LARGE_PAGES = "-XX:+UseTransparentHugePages";

    private static final Pattern OTHER_COLLECTOR = Pattern.compile("-XX:\\+Use\\w*GC");

    private Launch() {}

    /**
     * The same jar, or the same class path, with the same Java.
     *
     * @param more further options of Java, for example a flight recording, or another collector than the usual one
     */
    public static List<String> ofThisProgram(List<String> more) {
        var path = System.getProperty("java.class.path");
        return path.endsWith(".jar") && !path.contains(System.getProperty("path.separator"))
                ? java(more, List.of("-jar", Path.of(path).toAbsolutePath().toString()))
                : java(more, List.of("-cp", path, MAIN));
    }

    /** That jar, with the same Java. */
    public static List<String> ofJar(Path jar, List<String> more) {
        return java(more, List.of("-jar", jar.toAbsolutePath().toString()));
    }

    private static List<String> java(List<String> more, List<String> what) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(OPTIONS);
        if (ManagementFactory.getRuntimeMXBean().getInputArguments().contains(LARGE_PAGES)) {
            words.add(LARGE_PAGES);
        }
        if (more.stream().noneMatch(OTHER_COLLECTOR.asMatchPredicate())) {
            words.add(COLLECTOR);
        }
        words.addAll(more);
        words.addAll(what);
        return List.copyOf(words);
    }
}
