package io.stockrelay.allocation;

/** What a command came to. The first two are a yes. */
public enum AllocationVerdict {
    CHANGED,
    /** Was so already: a repeat. */
    UNCHANGED,
    /** Changed meanwhile: the version named is not the present one. */
    OTHER_VERSION,
    /** Orders took more than would be granted; nothing was changed. */
    BELOW_TAKEN,
    /** Less is left than was to be moved; nothing was changed. */
    NOT_ENOUGH_LEFT,
    /** The id of the move came before with other content. */
    DIFFERENT_CONTENT;

    public boolean isYes() {
        return ordinal() <= UNCHANGED.ordinal();
    }
}
