package io.stockrelay.settings;

import io.stockrelay.availability.ProjectionSettings;
import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.Item;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.mapping.OrderCodes;
import io.stockrelay.mapping.PromisedKits;
import io.stockrelay.reservation.ReservationSettings;
import io.stockrelay.retention.RetentionSettings;
import io.stockrelay.shared.Generation;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.LocationSettings;
import io.stockrelay.stock.LotPolicy;
import io.stockrelay.stock.OrderBooks;
import io.stockrelay.stock.StockPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads {@code stockrelay.home} once, and hands its parts to whoever needs them. */
@Configuration(proxyBeanMethods = false)
public class SettingsConfig {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsConfig.class);

    @Bean
    HomeFolder homeFolder(
            @Value("${stockrelay.home:.}") String home, Environment environment, ObjectProvider<Clock> clock) {
        var folder = HomeFolder.read(
                Path.of(home).toAbsolutePath().normalize(),
                environment::getProperty,
                clock.getIfAvailable(Clock::systemUTC));
        folder.warnings().forEach(warning -> LOG.warn("configuration warning={}", warning.told()));
        LOG.info(
                "configuration generation={} sources={} channels={} items={}",
                folder.generation(),
                folder.settings().sources().size(),
                folder.settings().channels().size(),
                folder.catalogue().items().size());
        return folder;
    }

    @Bean
    Settings settings(HomeFolder home) {
        return home.settings();
    }

    @Bean
    Generation generation(HomeFolder home) {
        return home.generation();
    }

    @Bean
    StockPolicy stockPolicy(Settings settings, Catalogue catalogue) {
        return settings.stockPolicy().with(lots(settings, catalogue));
    }

    private static LotPolicy lots(Settings settings, Catalogue catalogue) {
        Map<LocationId, ZoneId> zones = settings.locations().stream()
                .collect(Collectors.toUnmodifiableMap(LocationSettings::id, LocationSettings::zone));
        return new LotPolicy(
                zones, sku -> catalogue.item(sku).map(Item::expiryMarginDays).orElse(0));
    }

    @Bean
    OrderBooks.Patience patience(Settings settings) {
        return settings.patience();
    }

    @Bean
    RetentionSettings retentionSettings(Settings settings) {
        return settings.retention();
    }

    @Bean
    Mappings mappings(HomeFolder home, ObjectProvider<PromisedKits> promised) {
        return home.mappings().with(promised.getIfAvailable(() -> PromisedKits.NONE));
    }

    @Bean
    Catalogue catalogue(HomeFolder home) {
        return home.catalogue();
    }

    @Bean
    Kits kits(Catalogue catalogue) {
        return catalogue.kits();
    }

    @Bean
    OrderCodes orderCodes(HomeFolder home) {
        return home.orderCodes();
    }

    @Bean
    ProjectionSettings projectionSettings(Settings settings) {
        return settings.projection();
    }

    @Bean
    ReservationSettings reservationSettings(Settings settings) {
        return settings.reservations();
    }
}
