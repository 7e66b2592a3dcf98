package io.stockrelay.bench;

import java.nio.file.Path;

/**
 * Where a benchmark works.
 *
 * @param model the folder with the routes and mapping programs to run
 */
record BenchFolders(Path model, Path home, Path data) {}
