package io.stockrelay.mapping;

import io.stockrelay.source.SourceSettings;

/** Everything one source's payloads are mapped by. */
record SourceMapping(SourceSettings settings, Programs programs, CrossReferences references) {}
