package io.stockrelay.http;

import io.stockrelay.shared.ChannelId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Channels: how they are doing, what they show and why, pause and resume. */
@RestController
@RequestMapping("/api/v1/channels")
@Tag(name = "Channels")
class ChannelController {

    private final ChannelDesk channels;

    ChannelController(ChannelDesk channels) {
        this.channels = channels;
    }

    /**
     * @param next give it as {@code after} for the next page; null on the last one
     */
    record Page(List<ChannelDesk.Shown> items, @Nullable Long next) {}

    /** Which listings, by number. */
    record Listings(@Nullable List<Long> listings) {}

    /** How many were not open before. */
    record Opened(int opened) {}

    @GetMapping
    @Operation(summary = "All channels and how they are doing")
    List<ChannelTold> all() {
        return channels.all();
    }

    @GetMapping("/{channel}")
    @Operation(summary = "How one channel is doing")
    ChannelTold show(@PathVariable String channel) {
        return channels.find(Parameters.channel(channel)).orElseThrow(() -> unknown(channel));
    }

    @PostMapping("/{channel}/pause")
    @Operation(summary = "Tell it nothing until it is resumed; changes wait and are coalesced")
    ChannelTold pause(@PathVariable String channel, Principal caller) {
        channels.pause(known(channel), caller.getName());
        return show(channel);
    }

    @PostMapping("/{channel}/resume")
    @Operation(summary = "Tell it what has changed, and go on")
    ChannelTold resume(@PathVariable String channel, Principal caller) {
        channels.resume(known(channel), caller.getName());
        return show(channel);
    }

    @PostMapping("/{channel}/unblock")
    @Operation(summary = "Call it at once although it asked to wait or failed too often")
    ChannelTold unblock(@PathVariable String channel, Principal caller) {
        channels.unblock(known(channel), caller.getName());
        return show(channel);
    }

    @PostMapping("/{channel}/listings/open")
    @Operation(summary = "Vouch for listings although not every position of their pool was stated")
    Opened open(@PathVariable String channel, @RequestBody Listings body, Principal caller) {
        if (body.listings() == null || body.listings().isEmpty()) {
            throw ApiProblem.of(ProblemKind.INVALID, "listings is missing: name them by number, such as [1, 2]");
        }
        var listings = Parameters.atMost("listings", body.listings(), ChannelDesk.PAGE_MAX);
        return new Opened(channels.open(known(channel), listings, caller.getName()));
    }

    @PostMapping("/{channel}/listings/{listing}/end-in-flight")
    @Operation(summary = "Say that no order will come for the units that vanished there: they may be sold again")
    ChannelTold endInFlight(@PathVariable String channel, @PathVariable long listing, Principal caller) {
        if (!channels.endInFlight(known(channel), listing, caller.getName())) {
            throw ApiProblem.notFound("demand in flight on channel " + channel + " of listing", "" + listing);
        }
        return show(channel);
    }

    @GetMapping("/{channel}/listings")
    @Operation(summary = "Its listings and what it was last told of each")
    Page listings(
            @PathVariable String channel,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Parameters.limit(limit, ChannelDesk.PAGE_MAX);
        var found = channels.listings(known(channel), after, limit);
        return new Page(
                found, found.size() < limit ? null : found.get(limit - 1).listing());
    }

    @GetMapping("/{channel}/explain")
    @Operation(summary = "Every term of the number a channel shows for a SKU")
    List<ExplainedTold> explain(@PathVariable String channel, @RequestParam String sku) {
        var explained = channels.explain(known(channel), Parameters.sku(sku));
        if (explained.isEmpty()) {
            throw ApiProblem.notFound("listing on channel " + channel + " of SKU", sku);
        }
        return explained;
    }

    private ChannelId known(String name) {
        ChannelId channel = Parameters.channel(name);
        if (channels.locations(channel).isEmpty()) {
            throw unknown(name);
        }
        return channel;
    }

    private static ApiProblem unknown(String channel) {
        return ApiProblem.notFound("channel", channel);
    }
}
