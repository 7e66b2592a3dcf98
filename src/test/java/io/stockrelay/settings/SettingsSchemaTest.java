package io.stockrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.stockrelay.shared.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the loader must know the same keys and accept the same values. */
class SettingsSchemaTest {

    private static final Path HOME = Path.of("").toAbsolutePath();

    /** Every key there is. */
    private static final String FULL = """
            company: A
            sources:
              erp:
                name: E
                zone: UTC
                doubled-hour: later
                references: r
                future-tolerance: 1m
                sum-rows: true
                webhook: { scheme: hmac-hex, header: X-Sig, secrets: ["${S:sandbox}"], tolerance: 5m, bytes-max: 1MB,
                  personal: [email] }
                orders: { channel: shop, fulfil-from: A, poll: in-flight, poll-every: 1h, poll-settle: 2m, poll-look-back: 48h }
                file: { charset: utf-8, separator: ";", columns: [A], rows-max: 1, bytes-max: 1GB, complete: true, order-book: false }
            locations:
              A:
                name: A
                states: { on-hand: erp, quality-hold: erp, damaged: erp, in-transit: erp, allocated: erp, others: erp }
                movements: { receive: erp, ship: erp, return: erp, adjust: erp, transfer-out: erp, transfer-in: erp,
                  hold: erp, release: erp, damage: erp, scrap: erp, expect: erp, others: erp }
                in-transit: figure
                zone: UTC
            clocks:
              - { stating: erp, moving: erp, tolerance: 1s, lag: 1h }
            channels:
              shop:
                name: S
                adapter: http
                locations: [A]
                fulfil-from: A
                references: r
                listing: per-location
                batch: 1
                pace: { per-second: 0, burst: 1 }
                min-increase-share: 10
                start: running
                timeout: 1s
                retry: { initial: 1s, factor: 2, max: 1m, attempts: 3, jitter: 0 }
                connection: { url: "http://127.0.0.1:1/" }
            accounts:
              dealer:
                name: D
                fulfil-from: A
                references: r
                notices: { url: "http://127.0.0.1:1/", secrets: ["${S:sandbox}"] }
            reservations: { expires-after: 30s, expires-after-max: 1h, lines-max: 10, notices-waiting-max: 5 }
            rules:
              - name: r
                for: { channel: shop, sku: X, category: c, location: A }
                priority: 1
                safety-stock-units: 1
                share-percent: 50
                buffer: { percent: 5, min-units: 1, max-units: 2 }
                stop-at-units: 1
                cap-units: 9
              - name: s
                buffer: { units: 1_000 }
            guards: { zeroed-share: 1, moved-share: 2, quantity-max: 3 }
            access:
              keys:
                - { name: portal, allow: [read, "move:pos", "reserve:account:dealer"],
                    hash: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 }
            retry: { initial: 1s, factor: 2, max: 1m, attempts: 3, jitter: 0 }
            projection: { days-max: 90, grace-days: 0 }
            retention: { sends: 1d, receipts: 7d, file-chunks: 30d, dead-letters: 3650d, every: 1m, batch: 10000,
              orders: 30d, order-books: 90d, notices: 1d, notices-max: 1000 }
            """;

    @Test
    void the_sample_company_is_valid_by_the_schema() throws IOException {
        var sample = Files.readString(HOME.resolve(SettingsLoader.FILE));

        assertThat(schema().validate(new YAMLMapper().readTree(sample))).isEmpty();
        assertThat(sample).startsWith("# yaml-language-server: $schema=stockrelay.schema.json\n");
    }

    @Test
    void schema_and_loader_know_the_same_keys() throws IOException {
        var reading = reading();
        var loaded = SettingsLoader.load(FULL, reading);
        var keys = new TreeSet<String>();
        collect(json(), "", keys);

        assertThat(loaded.problems()).isEmpty();
        assertThat(schema().validate(new YAMLMapper().readTree(FULL))).isEmpty();
        assertThat(reading.keysAsked()).isEqualTo(keys);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sorces: {}",
                "sources: { erp: { zon: UTC } }",
                "sources: { ERP: {} }",
                "sources: { erp: { future-tolerance: soon } }",
                "sources: { erp: { doubled-hour: latest } }",
                "sources: { erp: { webhook: { tolerance: 5m } } }",
                "sources: { erp: { webhook: { secrets: [a, b, c] } } }",
                "sources: { erp: { webhook: { secrets: [sandbox], bytes-max: 5 } } }",
                "sources: { erp: { file: { charset: utf-8 } } }",
                "locations: { A: { in-transit: both } }",
                "channels: { shop: { adapter: shopfy, locations: [] } }",
                "channels: { shop: { locations: [] } }",
                "channels: { shop: { adapter: http, locations: [], start: maybe } }",
                "clocks: [ { moving: erp } ]",
                "rules: [ { cap-units: 1 } ]",
                "rules: [ { name: a, cap-units: -1 } ]",
                "rules: [ { name: a, share-percent: 101 } ]",
                "guards: { zeroed-share: 101 }",
                "retention: { sends: soon }",
                "retention: { batch: 10001 }",
                "retention: { events: 1d }",
                "retry: { attempts: 0 }",
                "accounts: { DEALER: {} }",
                "accounts: { dealer: { notices: { url: \"http://127.0.0.1:1/\" } } }",
                "accounts: { dealer: { fulfill-from: A } }",
                "reservations: { expires-after: soon }",
                "reservations: { lines-max: 0 }",
                "access: { keys: [ { name: a, hash: b, allow: [\"reserve:dealer\"] } ] }",
                "rules: { a: b }"
            })
    void what_the_schema_refuses_the_loader_refuses_too(String yaml) throws IOException {
        assertThat(schema().validate(new YAMLMapper().readTree(yaml))).isNotEmpty();
        assertThat(SettingsLoader.load(yaml, reading()).problems()).anyMatch(Problem::isError);
    }

    private static Reading reading() {
        return new Reading(SettingsLoader.FILE, new Placeholders(HOME, name -> null));
    }

    private static void collect(JsonNode schema, String path, Set<String> keys) {
        schema.path("properties").fields().forEachRemaining(property -> {
            var key = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            keys.add(key);
            collect(property.getValue(), key, keys);
        });
        if (schema.path("additionalProperties").isObject()) {
            collect(schema.path("additionalProperties"), path + ".*", keys);
        }
        if (schema.path("items").isObject()) {
            collect(schema.path("items"), path + "[]", keys);
        }
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(json());
    }

    private static JsonNode json() throws IOException {
        return new ObjectMapper()
                .readTree(HOME.resolve("config/stockrelay.schema.json").toFile());
    }
}
