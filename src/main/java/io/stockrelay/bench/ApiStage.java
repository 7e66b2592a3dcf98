package io.stockrelay.bench;

import io.stockrelay.platform.Folders;
import io.stockrelay.platform.RunningInstance;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The program with every item in plenty, and what the benchmarks of its API need to ask it. */
record ApiStage(BenchProgram program, BenchDatabase database, Contest contest, String key) {

    /** Enough for whatever a benchmark can take of one item. */
    private static final long STOCK = 1_000_000_000;

    /** Where all of it is asked and promised. */
    static final String LOCATION = "E1";

    static ApiStage open(BenchPlan plan, BenchSite site, Map<String, String> settings)
            throws IOException, SQLException, InterruptedException {
        var data = new Folders(site.workplace().folder("home"), site.workplace().folder("data"));
        BenchHome.write(site.model(), data.home(), plan);
        var secret = BenchSecret.next();
        site.progress().line("starting the program");
        var environment = new HashMap<>(Map.of(BenchHome.SECRET_VARIABLE, secret));
        var program = site.open().add(BenchProgram.start(site.launch(), data, settings, environment));
        program.awaitReady();
        site.progress().line("opening positions");
        var documents = new Documents(new Keys(plan.skus()), site.clock(), STOCK);
        new ErpLoad(program.address("/webhooks/erp"), secret, documents, site.clock()).openPositions(plan);
        var database = program.database();
        var cpu = new CpuMeter(program.pid(), database.pid());
        return new ApiStage(
                program, database, new Contest(plan, cpu, database, site.progress()), RunningInstance.token(data));
    }

    /** To the path, with the key of this data folder. */
    Requests requests(String path) {
        return new Requests(program.address(path), key);
    }
}
