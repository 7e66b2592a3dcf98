package io.stockrelay.bench;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a benchmark ran on; without it no figure means anything. */
final class Machine {

    private Machine() {}

    static Map<String, String> of(BenchDatabase database, boolean isInMemory) throws SQLException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        machine.put(
                "load before",
                Numbers.tenth(system.getSystemLoadAverage()) + loadRemark(system.getSystemLoadAverage()));
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        machine.put(
                "postgresql",
                database.text("show server_version") + ", fsync " + database.text("show fsync")
                        + ", synchronous_commit " + database.text("show synchronous_commit"));
        if (isInMemory) {
            machine.put("beware", "the data folder is in memory: commits are not durable and the figures worthless");
        }
        return machine;
    }

    private static String loadRemark(double load) {
        return load > 0.5 ? " (others are at work: only the ratios mean something)" : "";
    }
}
