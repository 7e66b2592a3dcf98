package io.stockrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrelay.shared.ChannelId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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

    @GetMapping
    @Operation(summary = "All channels and how they are doing")
    List<JsonNode> all() {
        return channels.all();
    }

    @GetMapping("/{channel}")
    @Operation(summary = "How one channel is doing")
    JsonNode show(@PathVariable String channel) {
        return channels.find(Parameters.channel(channel)).orElseThrow(() -> unknown(channel));
    }

    @PostMapping("/{channel}/pause")
    @Operation(summary = "Tell it nothing until it is resumed; changes wait and are coalesced")
    JsonNode pause(@PathVariable String channel, Principal caller) {
        channels.pause(known(channel), caller.getName());
        return show(channel);
    }

    @PostMapping("/{channel}/resume")
    @Operation(summary = "Tell it what has changed, and go on")
    JsonNode resume(@PathVariable String channel, Principal caller) {
        channels.resume(known(channel), caller.getName());
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
    List<JsonNode> explain(@PathVariable String channel, @RequestParam String sku) {
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
