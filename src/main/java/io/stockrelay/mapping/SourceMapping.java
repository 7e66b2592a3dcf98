package io.stockrelay.mapping;

/** Everything one source's payloads are mapped by. */
record SourceMapping(MappedSource settings, Programs programs, CrossReferences references) {}
